using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>
/// Anybody asks for the scores of a month: of all units, or of one with its nine unsur. A number never comes without its n.
/// </summary>
internal sealed class ShowScores(ReadScores scores, ReadBranches branches, UnitCatalog units, ReadWords reader) : Dialog
{
    private const int LinesMax = 40;
    private const int ButtonsMax = 12;

    /// <inheritdoc/>
    public override string Name => "show-scores";

    /// <inheritdoc/>
    public override string? Command => Commands.Scores;

    /// <inheritdoc/>
    public override bool InGroups => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) =>
        StartPayload.Parse(payload) is { Begins: StartPayload.Scores, About: "" } ? new Dictionary<string, string>() : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var words = context.Asked;
        var (period, others) = ReadPeriod.In([.. words.Select(w => w.Trim(',', '.', '?'))], scores.ThisMonth());
        var isFree = words.Contains(CommandFor.Freely);
        var named = units.Find(reader.UnitAlone(string.Join(' ', others)));
        var unit = others.Select(units.Find).FirstOrDefault(u => u is not null) ?? named;
        var (month, now) = (period?.To ?? scores.ThisMonth(unit), scores.ThisMonth(unit));
        if (period is { Kind: not PeriodKind.Month } && month > now) month = now;
        if (named is null && !isFree && others.FirstOrDefault(w => units.Find(w) is null) is { } unknown)
            context.Say("score.unknown", Characters.Short(unknown, 40));
        if (unit is null) await ShowAll(context, month);
        else await ShowOne(context, unit, month);
        yield break;
    }

    private async Task ShowAll(DialogContext context, Month month)
    {
        var all = await scores.OfMonth(month);
        var lines = all.OrderByDescending(s => s.Score?.Index).ThenBy(s => s.Unit.Label, StringComparer.OrdinalIgnoreCase)
            .Select(s => $"{s.Unit.Label}: {InShort(s, context.Words)}");
        var name = context.Words.MonthOf(month.FirstDay);
        var together = (await branches.All(month, month)).Select(b => BranchWords.Line(context.Words, b)).ToList();
        var below = together.Count == 0 ? "" : string.Join('\n', ScoreWords.AtMost(context.Words, LinesMax, together)) + "\n\n";
        var reply =
            context.Say(LocalizedText.Literal(
                $"{context.Words["score.all-title", name]}\n\n{string.Join('\n', ScoreWords.AtMost(context.Words, LinesMax, [.. lines]))}\n\n{below}{ScoreWords.Running(context.Words, all.Select(s => s.Figures), scores.Options.MinimumRespondents)}{context.Words["score.indicative"]}"));
        Months(reply, context, "", month);
        if (all.Count > ButtonsMax) return;
        foreach (var pair in all.Chunk(2))
            reply.Row([.. pair.Select(s => new Button(s.Unit.Label, Commands.Scores.With(s.Unit.Code, month.Text)))]);
    }

    private async Task ShowOne(DialogContext context, Unit unit, Month month)
    {
        var score = await scores.Of(unit, month, month);
        var title = context.Words["score.title", unit.Label, context.Words.MonthOf(month.FirstDay)];
        var body = score.Score is null ? ""
            : $"\n\n{Unsur(score.Score, context.Words)}\n\n{ScoreWords.Running(context.Words, [score.Figures], scores.Options.MinimumRespondents)}{context.Words["score.indicative"]}";
        var branch = await branches.Of(unit, month, month);
        var together = branch is null ? "" : "\n\n" + BranchWords.Paragraph(context.Words, branch, scores.Options.MinimumRespondents);
        var reply =
            context.Say(LocalizedText.Literal(
                $"{title}\n{ScoreWords.Whole(context.Words, score.Figures, scores.Options.MinimumRespondents)}{together}{body}"));
        Months(reply, context, unit.Code, month);
        reply.Row(new Button(context.Words["score.all"], Commands.Scores.With(month.Text)));
    }

    private void Months(Reply reply, DialogContext context, string unit, Month month)
    {
        var (before, after) = (month.Add(-1), month.Add(1));
        var row = new List<Button> { new($"◀ {Short(before, context.Words)}", Commands.Scores.With(unit, before.Text)) };
        if (after <= scores.ThisMonth()) row.Add(new($"{Short(after, context.Words)} ▶", Commands.Scores.With(unit, after.Text)));
        reply.Row([.. row]);
    }

    private static string Short(Month month, Wording words) => words["calendar.months-short"].Split(' ')[month.OfYear - 1];

    private string InShort(UnitScore score, Wording words) => score.Score is { } s
        ? words["score.in-short", words.Score(s.Index), s.Grade, ScoreWords.Respondents(words, s)]
        : ScoreWords.WhyInList(words, score.Figures, scores.Options.MinimumRespondents);

    private static string Unsur(SkmScore score, Wording words) => string.Join('\n', score.Means
        .Select((mean, u) => (Mean: mean, Code: Core.Skm.Unsur.Codes[u])).OrderBy(u => u.Mean).ThenBy(u => u.Code, StringComparer.Ordinal)
        .Select(u => $"{words.Score(u.Mean)}  {words[$"unsur.{u.Code}"]}"));
}
