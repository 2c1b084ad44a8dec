using Core.Calendar;
using Core.Conversations;
using Core.Outbox;
using Core.Texts;
using Core.Units;

namespace Core.Scores;

/// <summary>Anybody asks for the scores of a month: of all units, or of one with its nine unsur. A number never comes without its n.</summary>
public sealed class ShowScores(ReadScores scores, UnitCatalog units) : Dialog
{
    private const int LinesMax = 40;
    private const int ButtonsMax = 12;

    /// <inheritdoc/>
    public override string Name => "show-scores";

    /// <inheritdoc/>
    public override string? Command => "/skor";

    /// <inheritdoc/>
    public override int MenuOrder => 30;

    /// <inheritdoc/>
    public override bool InGroups => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string>? Opens(string payload) => payload == "skor" ? new Dictionary<string, string>() : null;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var words = (turn.Arg("text") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var unit = words.Select(units.Find).FirstOrDefault(u => u is not null);
        var month = words.Select(w => MonthNumber.TryParse(w, out var m) ? m : 0).FirstOrDefault(m => m > 0);
        if (month == 0) month = scores.ThisMonth(unit);
        if (words.FirstOrDefault(w => units.Find(w) is null && !MonthNumber.TryParse(w, out _)) is { } unknown) turn.Say("score.unknown", Characters.Short(unknown, 40));
        if (unit is null) await ShowAll(turn, month);
        else await ShowOne(turn, unit, month);
        yield break;
    }

    private async Task ShowAll(Turn turn, int month)
    {
        var all = await scores.OfMonth(month);
        var lines = all.OrderByDescending(s => s.Score?.Index).ThenBy(s => s.Unit.Label, StringComparer.OrdinalIgnoreCase)
            .Select(s => $"{s.Unit.Label}: {InShort(s, turn.Words)}");
        var name = turn.Words.MonthOf(MonthNumber.FirstDay(month));
        var reply = turn.Say(Line.Literal($"{turn.Words["score.all-title", name]}\n\n{string.Join('\n', ScoreWords.AtMost(turn.Words, LinesMax, [.. lines]))}\n\n{turn.Words["score.indicative"]}"));
        Months(reply, turn, "", month);
        if (all.Count > ButtonsMax) return;
        foreach (var pair in all.Chunk(2)) reply.Row([.. pair.Select(s => new Button(s.Unit.Label, $"/skor {s.Unit.Code} {MonthNumber.Text(month)}"))]);
    }

    private async Task ShowOne(Turn turn, Unit unit, int month)
    {
        var score = await scores.Of(unit, month, month);
        var title = turn.Words["score.title", unit.Label, turn.Words.MonthOf(MonthNumber.FirstDay(month))];
        var body = score.Score is null ? "" : $"\n\n{Unsur(score.Score, turn.Words)}\n\n{turn.Words["score.indicative"]}";
        var reply = turn.Say(Line.Literal($"{title}\n{ScoreWords.Whole(turn.Words, score.Figures, scores.Options.MinimumRespondents)}{body}"));
        Months(reply, turn, unit.Code + " ", month);
        reply.Row(new Button(turn.Words["score.all"], $"/skor {MonthNumber.Text(month)}"));
    }

    private void Months(Reply reply, Turn turn, string unit, int month)
    {
        var (before, after) = (MonthNumber.Add(month, -1), MonthNumber.Add(month, 1));
        var row = new List<Button> { new($"◀ {Short(before, turn.Words)}", $"/skor {unit}{MonthNumber.Text(before)}") };
        if (after <= scores.ThisMonth()) row.Add(new($"{Short(after, turn.Words)} ▶", $"/skor {unit}{MonthNumber.Text(after)}"));
        reply.Row([.. row]);
    }

    private static string Short(int month, Wording words) => words["calendar.months-short"].Split(' ')[(month % 100) - 1];

    private string InShort(UnitScore score, Wording words) => score.Score is { } s
        ? words["score.in-short", words.Score(s.Index), s.Grade, s.Respondents]
        : ScoreWords.Why(words, score.Figures, scores.Options.MinimumRespondents);

    private static string Unsur(SkmScore score, Wording words) => string.Join('\n', score.Means
        .Select((mean, u) => (Mean: mean, Code: Ratings.Unsur.Codes[u])).OrderBy(u => u.Mean).ThenBy(u => u.Code, StringComparer.Ordinal)
        .Select(u => $"{words.Score(u.Mean)}  {words[$"unsur.{u.Code}"]}"));
}
