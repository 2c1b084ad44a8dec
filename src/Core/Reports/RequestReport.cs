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
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before;
        if ((await statistics.Score(unit, period.From, period.To)).Score is null)
        {
            context.Say("report.too-few", unit.Label, period.Name(context.Words), scores.Options.MinimumRespondents);
            yield break;
        }

        var card = query.Flags.Contains("card");
        AskReport.Put(context, wanted, card ? ReportKind.Card : ReportKind.Report, unit, period);
        var reply = context.Say(card ? "report.card-coming" : "report.coming", unit.Label, period.Name(context.Words));
        if (!card) reply.Row(new Button(context.Words["report.card-button"], Commands.Report.With(unit.Code, period.Code, "kartu")));
    }
}
