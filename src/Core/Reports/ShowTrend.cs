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
internal sealed class ShowTrend(ReadScores scores, ReadBranches branches, UnitCatalog units, ReportsWanted wanted) : Dialog
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
        var title = context.Words["trend.title", unit.Label, context.Words.MonthOf(last.FirstDay)];
        var lines = trend.Select(m => OfMonth(m.To, m.Figures, m.Respondents, context.Words)).Prepend(title)
            .Concat(Together(await branches.ByMonth(unit, last.Add(-11), last), context.Words));
        context.Say(LocalizedText.Literal(string.Join('\n', lines)));
        if (trend.Any(m => m.Score is not null)) AskReport.Put(context, wanted, ReportKind.Trend, unit, Period.Of(PeriodKind.Month, last));
    }

    /// <summary>The months of the unit together with those below it; nothing where none is.</summary>
    private static IEnumerable<string> Together(IReadOnlyList<BranchScore> months, Wording words) => months.Count == 0 ? []
        : months.Select(b => OfMonth(b.To, b.Figures, b.Figures.Score?.Respondents ?? b.Figures.LeftOut, words))
            .Prepend($"\n{TextFormatting.BoldOn}{BranchWords.Title(words, months[^1])}{TextFormatting.BoldOff}").Append(words["branch.trend"]);

    private static string OfMonth(Month month, PeriodScore figures, int respondents, Wording words)
    {
        var name = $"{words["calendar.months-short"].Split(' ')[month.OfYear - 1]} {month.Year % 100:00}";
        var text = figures.Score is { } s ? $"{words.Score(s.Index)} {s.Grade} n={s.Respondents}" : $"– n={respondents}";
        return $"{TextFormatting.CodeOn}{name} {text}{TextFormatting.CodeOff}";
    }
}
