using Core.Conversations;
using Core.Outbox;
using Core.Units;

namespace Core.Scores;

/// <summary>An administrator exports the official processing table of a unit, or the year of the instansi (rapor unit).</summary>
public sealed class ExportRatings(ReadStatistics statistics, ReadScores scores, UnitCatalog units, ReportsWanted wanted) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "export-ratings";

    /// <inheritdoc/>
    public override string? Command => "/ekspor";

    /// <inheritdoc/>
    public override int MenuOrder => 350;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var asked = UnitAsked.Of(turn, units, scores.ThisMonth(), certain: true);
        var query = asked.Query;
        if (query.Flags.Contains("year") && StatisticsScope.Everywhere(turn.Who))
        {
            var year = Period.Of(PeriodKind.Year, query.Period?.To ?? scores.ThisMonth());
            AskReport.Put(turn, wanted, ReportKind.Year, null, year);
            turn.Say("export.year-coming", year.Year.ToString(turn.Words.Culture));
            yield break;
        }

        if (asked.Which is { } which) yield return which;
        var unit = asked.Unit;
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before;
        if ((await statistics.Score(unit, period.From, period.To)).Score is null)
        {
            turn.Say("report.too-few", unit.Label, period.Name(turn.Words), scores.Options.MinimumRespondents);
            yield break;
        }

        var csv = query.Flags.Contains("csv");
        AskReport.Put(turn, wanted, csv ? ReportKind.Csv : ReportKind.Table, unit, period);
        var reply = turn.Say("export.coming", unit.Label, period.Name(turn.Words));
        if (!csv) reply.Row(new Button("CSV", $"/ekspor {unit.Code} {period.Code} csv"));
        if (StatisticsScope.Everywhere(turn.Who)) reply.Row(new Button(turn.Words["export.year-button", period.Year.ToString(turn.Words.Culture)], $"/ekspor rapor {period.Year}"));
    }
}
