using Core.Calendar;
using Core.Conversations;
using Core.Texts;
using Core.Units;

namespace Core.Scores;

/// <summary>Twelve months of a unit: in words at once, and as a picture right after.</summary>
public sealed class ShowTrend(ReadScores scores, UnitCatalog units, ReportsWanted wanted) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-trend";

    /// <inheritdoc/>
    public override string? Command => "/tren";

    /// <inheritdoc/>
    public override int MenuOrder => 320;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var asked = UnitAsked.Of(turn, units, scores.ThisMonth());
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var last = Math.Min((query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit))).To, scores.ThisMonth(unit));
        var trend = await scores.Trend(unit, last);
        turn.Say(Line.Literal($"{turn.Words["trend.title", unit.Label, MonthName(last, turn.Words)]}\n{string.Join('\n', trend.Select(m => Month(m, turn.Words)))}"));
        if (trend.Any(m => m.Score is not null)) AskReport.Put(turn, wanted, ReportKind.Trend, unit, Period.Of(PeriodKind.Month, last));
    }

    private static string Month(UnitScore month, Wording words)
    {
        var name = $"{words["calendar.months-short"].Split(' ')[(month.To % 100) - 1]} {month.To / 100 % 100:00}";
        var text = month.Score is { } s ? $"{words.Score(s.Index)} {s.Grade} n={s.Respondents}" : $"– n={month.Respondents}";
        return $"{Marks.CodeOn}{name} {text}{Marks.CodeOff}";
    }

    private static string MonthName(int month, Wording words) => words.MonthOf(MonthNumber.FirstDay(month));
}
