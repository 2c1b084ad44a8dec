using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Statistics;
using Core.Units;

namespace Core.Reports;

/// <summary>An administrator exports the official processing table of a unit, or the year of the instansi (rapor unit).</summary>
internal sealed class ExportRatings(ReadStatistics statistics, ReadScores scores, UnitCatalog units, ReportsWanted wanted) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "export-ratings";

    /// <inheritdoc/>
    public override string? Command => Commands.Export;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), certain: true);
        var query = asked.Query;
        if (query.Flags.Contains("year") && StatisticsScope.Everywhere(context.Who))
        {
            var year = Period.Of(PeriodKind.Year, query.Period?.To ?? scores.ThisMonth());
            AskReport.Put(context, wanted, ReportKind.Year, null, year);
            context.Say("export.year-coming", year.Year.ToString(context.Words.Culture));
            yield break;
        }

        if ((AskReport.All(context, query, scores.ThisMonth()) ?? AskReport.Together(context, query, scores.ThisMonth())) is { } whole)
        {
            AskReport.Put(context, wanted, ReportKind.AllTables, null, whole);
            context.Say("export.all-coming", whole.Name(context.Words));
            yield break;
        }

        if (asked.Which is { } which) yield return which;
        var unit = asked.Unit;
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before;
        if ((await statistics.Score(unit, period.From, period.To)).Score is null)
        {
            context.Say("report.too-few", unit.Label, period.Name(context.Words), scores.Options.MinimumRespondents);
            yield break;
        }

        var (csv, national) = (query.Flags.Contains("csv"), query.Flags.Contains("national"));
        if (national && await scores.OverAndEnough(unit, period) == 0)
        {
            context.Say("export.national-none", unit.Label, period.Name(context.Words), scores.Options.MinimumRespondents);
            yield break;
        }

        AskReport.Put(context, wanted, national ? ReportKind.National : csv ? ReportKind.Csv : ReportKind.Table, unit, period);
        var reply = context.Say(national ? "export.national-coming" : "export.coming", unit.Label, period.Name(context.Words));
        if (!csv && !national) reply.Row(new Button("CSV", Commands.Export.With(unit.Code, period.Code, "csv")));
        if (StatisticsScope.Everywhere(context.Who))
            reply.Row(new Button(context.Words["export.year-button", period.Year.ToString(context.Words.Culture)],
                Commands.Export.With("rapor", period.Year)));
    }
}
