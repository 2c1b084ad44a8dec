using System.Collections.Concurrent;
using Core.Conversations;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Ratings;

/// <summary>A citizen rates a service of a unit by the official survey (Permenpan RB 14/2017).</summary>
public sealed class RateService(
    AppDb db, UnitCatalog units, Instruments instruments, SecretKey secret, KeepRating keep, IOptions<RatingsOptions> options) : Dialog
{
    private const int CommentMax = 2000;
    private static readonly ConcurrentDictionary<(SurveyQuestion, string), Option<int>[]> Options = new();

    /// <inheritdoc/>
    public override string Name => "rate-service";

    /// <inheritdoc/>
    public override string? Command => "/nilai";

    /// <inheritdoc/>
    public override int MenuOrder => 10;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload)
    {
        var parts = payload.Split('_', 2);
        if (units.Find(parts[0]) is not { Active: true } unit) return null;
        var service = parts.Length > 1 ? unit.Services.Find(s => s.Active && s.Code == parts[1]) : null;
        return service is null
            ? new Dictionary<string, string> { ["unit"] = unit.Code }
            : new Dictionary<string, string> { ["unit"] = unit.Code, ["service"] = service.Code };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var unit = units.Find(turn.Arg("unit") ?? turn.Arg("text")) is { Active: true } named ? named : null;
        if (unit is null)
        {
            var which = Ask.Search("unit", "rating.which-unit", units.Active.Select(u => new Option<Unit>(u.Code, Line.Literal(u.Name), u)));
            yield return which;
            unit = which.Answer;
        }

        if (turn.Who.WorksIn(unit.Id))
        {
            turn.Say("rating.own-unit", unit.Label);
            yield break;
        }

        var offered = unit.Services.Where(s => s.Active).ToList();
        var service = offered.Find(s => s.Code == turn.Arg("service")) ?? (offered.Count == 1 ? offered[0] : null);
        if (service is null)
        {
            var which = Ask.Search("service", Line.Of("rating.which-service", unit.Name), offered.Select(s => new Option<Service>(s.Code, Line.Literal(s.Name), s)));
            yield return which;
            service = which.Answer;
        }

        var sheet = await Begin(turn, unit, service);
        if (await turn.Remember($"earlier:{service.Code}", () => EarlierToday(sheet)) is not null)
        {
            var change = Ask.Confirm("change", Line.Of("rating.already", service.Name, unit.Label), "rating.change", "rating.keep").WithoutWayOut();
            yield return change;
            if (!change.Answer)
            {
                turn.Say("rating.kept-as-it-was");
                yield break;
            }
        }

        foreach (var question in sheet.Instrument.Questions)
        {
            turn.Doing("rating.unfinished", unit.Label, question.Number - 1, sheet.Instrument.Questions.Count);
            var answer = AnswerTo(question, sheet, turn);
            yield return answer;
            sheet.Answers[question.Code] = answer.Answer;
        }

        turn.Doing("rating.unfinished-end", unit.Label);
        if (options.Value.AskRespondent)
        {
            foreach (var about in RespondentGroups.Questions)
            {
                var group = AboutRespondent(about, turn);
                yield return group;
                if (group.Answer is null) break;
                sheet.About[about] = group.Answer;
            }
        }

        if (options.Value.AskComment)
        {
            var comment = Ask.Text("comment", Line.Of("rating.comment", unit.Label), 1, CommentMax).Optional("rating.skip").WithoutWayOut();
            yield return comment;
            sheet.Comment = comment.Answer;
        }

        await keep.Complete(turn, sheet);
    }

    /// <inheritdoc/>
    public override async ValueTask Left(Turn turn)
    {
        if (units.Find(turn.Arg("unit") ?? turn.Arg("text") ?? turn.AnswerTo("unit")) is not { } unit) return;
        var code = turn.Arg("service") ?? turn.AnswerTo("service");
        if ((unit.Services.Find(s => s.Code == code) ?? (unit.Services.Count == 1 ? unit.Services[0] : null)) is not { } service) return;
        var sheet = await Begin(turn, unit, service);
        foreach (var question in sheet.Instrument.Questions)
            if (int.TryParse(turn.AnswerTo(question.Code), out var answer)) sheet.Answers[question.Code] = answer;
        foreach (var about in RespondentGroups.Questions)
            if (turn.AnswerTo(about) is { } group && RespondentGroups.Of(about).Contains(group)) sheet.About[about] = group;
        if (sheet.Answers.Count > 0) await keep.Left(turn, sheet);
    }

    /// <summary>The questions and the day stay those of the first message, whatever a release or midnight changes meanwhile.</summary>
    private async ValueTask<RatingSheet> Begin(Turn turn, Unit unit, Service service)
    {
        var instrument = await turn.Remember("instrument", () => ValueTask.FromResult<string?>(instruments.Current.Id));
        var day = await turn.Remember("day", () => ValueTask.FromResult<string?>(keep.Today(unit, turn.Now)));
        var raterKey = secret.Hash("rating", $"{turn.Who.Channel} {turn.Who.Address} {unit.Code} {service.Code} {day}");
        return new RatingSheet(unit, service, instruments.Find(instrument!) ?? instruments.Current, DateOnly.Parse(day!), raterKey);
    }

    private async ValueTask<string?> EarlierToday(RatingSheet sheet) =>
        await db.Sql.Value("select 'yes' from ratings where rater_key = @p0 and state = 'Complete'", sheet.RaterKey) as string;

    private static ChoiceQuestion<int> AnswerTo(SurveyQuestion question, RatingSheet sheet, Turn turn) =>
        Ask.Choice(question.Code, Line.Made(_ => CardText(question, sheet, turn)), Options.GetOrAdd((question, turn.Words.Language), OptionsOf));

    private static Option<int>[] OptionsOf((SurveyQuestion Question, string Language) asked) =>
        [.. asked.Question.Answers(asked.Language).Select((text, i) => new Option<int>($"{i + 1}", Line.Literal(text), i + 1))];

    private static string CardText(SurveyQuestion question, RatingSheet sheet, Turn turn)
    {
        var privacy = question.Number == 1 ? turn.Words["rating.privacy"] + "\n\n" : "";
        var text = question.Text(turn.Words.Language);
        return turn.Words["rating.question", sheet.Unit.Label, sheet.Service.Name, privacy, question.Number, sheet.Instrument.Questions.Count, text];
    }

    private static Question<string?> AboutRespondent(string about, Turn turn)
    {
        var groups = RespondentGroups.Of(about).Select(g => new Option<string?>(g, Line.Of($"respondent.{about}.{g}"), g));
        var text = about == RespondentGroups.Questions[0] ? Line.Of("rating.about-you", turn.Words[$"respondent.{about}"]) : Line.Of($"respondent.{about}");
        return Ask.Choice(about, text, groups).PerRow(2).Skip("skip-all", "rating.skip-all", null).WithoutWayOut();
    }
}

/// <summary>A rating being filled in.</summary>
public sealed record RatingSheet(Unit Unit, Service Service, Instrument Instrument, DateOnly Day, string RaterKey)
{
    /// <summary>Answers 1 to 4 by question code.</summary>
    public Dictionary<string, int> Answers { get; } = [];

    /// <summary>What the respondent said about themselves, by question.</summary>
    public Dictionary<string, string> About { get; } = [];

    /// <summary>A comment; empty when none.</summary>
    public string Comment { get; set; } = "";
}
