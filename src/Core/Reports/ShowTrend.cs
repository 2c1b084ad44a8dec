using Core.Calendar;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Core.Reports;

/// <summary>Twelve months of a unit: in words at once, and as a picture right after.</summary>
internal sealed class ShowTrend(ReadScores scores, UnitCatalog units, ReportsWanted wanted) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "show-trend";

    /// <inheritdoc/>
    public override string? Command => Commands.Trend;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth());
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var last = Month.Earlier((query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit))).To, scores.ThisMonth(unit));
        var trend = await scores.Trend(unit, last);
        context.Say(LocalizedText.Literal(
            $"{context.Words["trend.title", unit.Label, MonthName(last, context.Words)]}\n{string.Join('\n', trend.Select(m => OfMonth(m, context.Words)))}"));
        if (trend.Any(m => m.Score is not null)) AskReport.Put(context, wanted, ReportKind.Trend, unit, Period.Of(PeriodKind.Month, last));
    }

    private static string OfMonth(UnitScore month, Wording words)
    {
        var name = $"{words["calendar.months-short"].Split(' ')[month.To.OfYear - 1]} {month.To.Year % 100:00}";
        var text = month.Score is { } s ? $"{words.Score(s.Index)} {s.Grade} n={s.Respondents}" : $"– n={month.Respondents}";
        return $"{TextFormatting.CodeOn}{name} {text}{TextFormatting.CodeOff}";
    }

    private static string MonthName(Month month, Wording words) => words.MonthOf(month.FirstDay);
}
