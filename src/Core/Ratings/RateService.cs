using System.Collections.Concurrent;
using Core.Calendar;
using Core.Complaints.Filing;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Core.Ratings;

/// <summary>A citizen rates a service of a unit by the official survey (Permenpan RB 14/2017).</summary>
internal sealed class RateService(
    AppDb db, UnitCatalog units, ReadWords reader, Instruments instruments, PassingKeys keys, KeepRating keep,
    IOptions<RatingsOptions> options) : Dialog
{
    /// <summary>The question for a comment.</summary>
    internal const string Comment = "comment";

    private const int CommentMax = 2000;
    private const string CommentMask = "comment-mask";

    /// <summary>"Kurang" and below: the lower half of the four answers.</summary>
    private const int LowAnswer = 2;

    private static readonly ConcurrentDictionary<(SurveyQuestion, string), Option<int>[]> Options = new();

    /// <inheritdoc/>
    public override string Name => "rate-service";

    /// <inheritdoc/>
    public override string? Command => Commands.Rate;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload)
    {
        var asked = StartPayload.Parse(payload);
        if (asked is { Begins: StartPayload.Rating, About: "" }) return new Dictionary<string, string>();
        var (code, serviceCode) = asked.Target;
        if (asked.Begins.Length > 0 || units.Find(code) is not { Active: true } unit) return null;
        var service = unit.Services.Find(s => s.Active && s.Code == serviceCode);
        return service is null
            ? new Dictionary<string, string> { ["unit"] = unit.Code }
            : new Dictionary<string, string> { ["unit"] = unit.Code, ["service"] = service.Code };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var unit = Named(context) is { Active: true } named ? named : null;
        if (unit is null)
        {
            var which = Ask.Search("unit", "rating.which-unit",
                units.Active.Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u))).Under(units.AboveByCode);
            yield return which;
            unit = which.Answer;
        }

        if (context.Who.WorksIn(unit.Id))
        {
            context.Say("rating.own-unit", unit.Label);
            yield break;
        }

        var offered = unit.Services.Where(s => s.Active).ToList();
        var service = offered.Find(s => s.Code == context.Arg("service")) ?? (offered.Count == 1 ? offered[0] : null);
        if (service is null)
        {
            var which = Ask.Search("service", LocalizedText.Of("rating.which-service", unit.Name),
                offered.Select(s => new Option<Service>(s.Code, LocalizedText.Literal(s.Name), s)));
            yield return which;
            service = which.Answer;
        }

        var sheet = await Begin(context, unit, service);
        if (await context.Remember($"earlier:{service.Code}", () => EarlierToday(sheet)) is not null)
        {
            var change = Ask.Confirm("change", LocalizedText.Of("rating.already", service.Name, unit.Label), "rating.change", "rating.keep")
                .WithoutWayOut();
            yield return change;
            if (!change.Answer)
            {
                context.Say("rating.kept-as-it-was");
                yield break;
            }
        }

        foreach (var question in AskSurvey(context, sheet)) yield return question;
        context.Doing("rating.unfinished-end", unit.Label);
        if (options.Value.AskRespondent) foreach (var question in AskRespondent(context, sheet)) yield return question;
        if (options.Value.AskComment) foreach (var question in AskComment(context, sheet)) yield return question;
        await keep.Complete(context, sheet);
        if (sheet.Complaint.Length > 0) context.Continue(Commands.Complain.With(sheet.Unit.Code, sheet.Complaint));
    }

    /// <summary>The unit of a link, or of a command with its code or name behind it.</summary>
    private Unit? Named(DialogContext context)
    {
        var named = context.Arg("unit") ?? context.Arg("text");
        return units.Find(named) ?? (named is null ? null : units.Find(reader.UnitAlone(named)));
    }

    private static IEnumerable<Question> AskSurvey(DialogContext context, RatingSheet sheet)
    {
        foreach (var question in sheet.Instrument.Questions)
        {
            context.Doing("rating.unfinished", sheet.Unit.Label, question.Number - 1, sheet.Instrument.Questions.Count);
            var answer = AnswerTo(question, sheet, context);
            yield return answer;
            sheet.Answers[question.Code] = answer.Answer;
        }
    }

    private static IEnumerable<Question> AskRespondent(DialogContext context, RatingSheet sheet)
    {
        foreach (var about in RespondentGroups.InTalk)
        {
            var group = AboutRespondent(about, context);
            yield return group;
            if (group.Answer is null) yield break;
            sheet.About[about] = group.Answer;
        }
    }

    private static IEnumerable<Question> AskComment(DialogContext context, RatingSheet sheet)
    {
        var comment = Ask.Text("comment", LocalizedText.Of("rating.comment", sheet.Unit.Label), 1, CommentMax).Added()
            .Optional("rating.skip").WithoutWayOut().Because("why.comment");
        yield return comment;
        sheet.Comment = comment.Answer;
        foreach (var question in AskAboutComment(context, sheet)) yield return question;
    }

    /// <summary>
    /// Personal details are pointed out, and what tells of trouble can become a complaint. Then the words go there and not with the
    /// rating: a story that stands in both would tell who rated.
    /// </summary>
    private static IEnumerable<Question> AskAboutComment(DialogContext context, RatingSheet sheet)
    {
        if (PersonalDetails.AskToMask(context.Words, sheet.Comment, "rating.has-pieces", CommentMask) is { } mask)
        {
            yield return mask;
            if (mask.Answer) sheet.Comment = PersonalDetails.MaskIn(sheet.Comment);
        }

        if (!TellsOfTrouble(sheet)) yield break;
        var complain = Ask.Confirm("as-complaint", LocalizedText.Of("rating.as-complaint", sheet.Unit.Label), "rating.as-complaint-yes",
            "rating.as-complaint-no").WithoutWayOut();
        yield return complain;
        if (complain.Answer) (sheet.Complaint, sheet.Comment) = (sheet.Comment, "");
    }

    private static bool TellsOfTrouble(RatingSheet sheet) => sheet.Comment.Length > 0
        && (sheet.Answers.Values.Any(a => a <= LowAnswer) || GuessKind.LooksLikeTrouble(sheet.Comment));

    /// <inheritdoc/>
    public override async ValueTask Left(DialogContext context)
    {
        if ((Named(context) ?? units.Find(context.AnswerTo("unit"))) is not { } unit) return;
        var code = context.Arg("service") ?? context.AnswerTo("service");
        if ((unit.Services.Find(s => s.Code == code) ?? (unit.Services.Count == 1 ? unit.Services[0] : null)) is not { } service) return;
        var sheet = await Begin(context, unit, service);
        foreach (var question in sheet.Instrument.Questions)
            if (int.TryParse(context.AnswerTo(question.Code), out var answer)) sheet.Answers[question.Code] = answer;
        foreach (var about in RespondentGroups.InTalk)
            if (context.AnswerTo(about) is { } group && RespondentGroups.Of(about).Contains(group)) sheet.About[about] = group;
        sheet.Comment = CommentLeft(context);
        if (sheet.Answers.Count > 0) await keep.Left(context, sheet);
        else if (context.AnswerTo("change") is not null) context.Say("rating.kept-as-it-was");
    }

    /// <summary>
    /// What was written before the talk was left. Where the question about personal details was left open, they are masked: nobody said
    /// that they may stay.
    /// </summary>
    private static string CommentLeft(DialogContext context)
    {
        var comment = context.AnswerTo("comment") ?? "";
        return context.AnswerTo(CommentMask) == "no" ? comment : PersonalDetails.MaskIn(comment);
    }

    /// <summary>The questions and the day stay those of the first message, whatever a release or midnight changes meanwhile.</summary>
    private async ValueTask<RatingSheet> Begin(DialogContext context, Unit unit, Service service)
    {
        var instrument = await context.Remember("instrument", () => ValueTask.FromResult<string?>(instruments.Current.Id));
        var begun = await context.Remember("begun", () => ValueTask.FromResult<string?>($"{context.Now.ToUnixTimeMilliseconds()}"));
        var today = keep.Today(unit, context.Now);
        var day = DateOnly.Parse((await context.Remember("day", () => ValueTask.FromResult<string?>(today)))!);
        if (Month.Of(day) != Month.Of(DateOnly.Parse(today)))
            day = DateOnly.Parse(today); // a month that is over is published and takes nothing more
        var key = PassingKeys.Of(day);
        if (!await keys.Has(key)) key =
            PassingKeys.Of(DateOnly.Parse(today)); // the first day's is gone: this one is not recognised as of that day any more
        var raterKey = await keys.Hash(key, "rating",
        $"{context.Who.Channel} {context.Who.Address} {unit.Code} {service.Code} {day:yyyy-MM-dd}");
        return new RatingSheet(unit, service, instruments.Find(instrument!) ?? instruments.Current, day, raterKey,
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(begun!)));
    }

    private async ValueTask<string?> EarlierToday(RatingSheet sheet) =>
        await db.Sql.Value("select 'yes' from ratings where rater_key = @p0 and state = 'Complete'", sheet.RaterKey) as string;

    private static ChoiceQuestion<int> AnswerTo(SurveyQuestion question, RatingSheet sheet, DialogContext context) =>
        Ask.Choice(question.Code, LocalizedText.Made(_ => CardText(question, sheet, context)),
            Options.GetOrAdd((question, context.Words.Language), OptionsOf)).Because("why.rating");

    private static Option<int>[] OptionsOf((SurveyQuestion Question, string Language) asked) =>
        [.. asked.Question.Answers(asked.Language).Select((text, i) => new Option<int>($"{i + 1}", LocalizedText.Literal(text), i + 1))];

    private static string CardText(SurveyQuestion question, RatingSheet sheet, DialogContext context)
    {
        var privacy = question.Number == 1 ? context.Words["rating.privacy"] + "\n\n" : "";
        var text = question.Text(context.Words.Language);
        return context.Words["rating.question", sheet.Unit.Label, sheet.Service.Name, privacy, question.Number,
            sheet.Instrument.Questions.Count, text] + HelpLine(question, context.Words);
    }

    /// <summary>The question in plain words, apart from the regulation's wording, which stays as it is.</summary>
    private static string HelpLine(SurveyQuestion question, Wording words) =>
        words.Has($"rating.help.{question.Code}") ? "\n\n" + words[$"rating.help.{question.Code}"] : "";

    private static Question<string?> AboutRespondent(string about, DialogContext context)
    {
        var groups = RespondentGroups.Of(about).Select(g => new Option<string?>(g, LocalizedText.Of($"respondent.{about}.{g}"), g));
        var text = about == RespondentGroups.InTalk[0] ? LocalizedText.Of("rating.about-you", context.Words[$"respondent.{about}"])
            : LocalizedText.Of($"respondent.{about}");
        return Ask.Choice(about, text, groups).PerRow(2).Skip("skip-all", "rating.skip-all", null).WithoutWayOut().Because("why.about-you");
    }
}

/// <summary>A rating being filled in.</summary>
internal sealed record RatingSheet(Unit Unit, Service Service, Instrument Instrument, DateOnly Day, string RaterKey, DateTimeOffset Begun)
{
    /// <summary>Answers 1 to 4 by question code.</summary>
    public Dictionary<string, int> Answers { get; } = [];

    /// <summary>What the respondent said about themselves, by question.</summary>
    public Dictionary<string, string> About { get; } = [];

    /// <summary>A comment; empty when none.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The words that become a complaint instead of a comment; empty when none do.</summary>
    public string Complaint { get; set; } = "";
}
