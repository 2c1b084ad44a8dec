using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Statistics;
using Core.Units;

namespace Core.Reports;

/// <summary>A unit's administrator or head asks for the report of a period, or for its publication card.</summary>
internal sealed class RequestReport(ReadStatistics statistics, ReadScores scores, UnitCatalog units, ReportsWanted wanted) : Dialog
{
    /// <inheritdoc/>
    public override string Name => "request-report";

    /// <inheritdoc/>
    public override string? Command => Commands.Report;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), certain: true);
        if (AskReport.All(context, asked.Query, scores.ThisMonth()) is { } whole)
        {
            AskReport.Put(context, wanted, ReportKind.AllReports, null, whole);
            context.Say("report.all-coming", whole.Name(context.Words));
            yield break;
        }

        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before;
        if ((await statistics.Score(unit, period.From, period.To)).Score is null)
        {
            context.Say("report.too-few", unit.Label, period.Name(context.Words), scores.Options.MinimumRespondents);
            yield break;
        }

        Put(context, unit, period, query.Flags.Contains("card"), query.Flags.Contains("announced"));
    }

    private void Put(DialogContext context, Unit unit, Period period, bool card, bool announced)
    {
        AskReport.Put(context, wanted, card ? ReportKind.Card : ReportKind.Report, unit, period, announced);
        if (period.To >= scores.ThisMonth(unit)) context.Say("report.runs", period.Name(context.Words));
        var reply = context.Say(card ? "report.card-coming" : announced ? "report.announced-coming" : "report.coming", unit.Label,
            period.Name(context.Words));
        if (card) return;
        reply.Row(new Button(context.Words["report.card-button"], Commands.Report.With(unit.Code, period.Code, "kartu")));
        if (announced) return;
        reply.Row(new Button(context.Words["report.announced-button"], Commands.Report.With(unit.Code, period.Code, "diumumkan")));
    }
}
