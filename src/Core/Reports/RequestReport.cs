using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Core.Reports;

/// <summary>
/// A unit's administrator or head asks for the report of a period or for its publication card, or fills the places of the report that are
/// the office's; the administrator of the instansi does so for all units together too.
/// </summary>
internal sealed class RequestReport(AppDb db, ReadStatistics statistics, ReadScores scores, UnitCatalog units, ReportsWanted wanted)
    : Dialog
{
    /// <inheritdoc/>
    public override string Name => "request-report";

    /// <inheritdoc/>
    public override string? Command => Commands.Report;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), certain: true);
        var query = asked.Query;
        if (StatisticsScope.Everywhere(context.Who) && query.Found.Count == 0 && Paper(query) is { } paper)
        {
            Put(context, paper, null);
            yield break;
        }

        if (AskReport.All(context, query, scores.ThisMonth()) is { } all)
        {
            AskReport.Put(context, wanted, ReportKind.AllReports, null, all);
            context.Say("report.all-coming", all.Name(context.Words), units.Active.Count);
            yield break;
        }

        var together = AskReport.Together(context, query, scores.ThisMonth());
        if (together is null && asked.Which is { } which) yield return which;
        var unit = together is null ? asked.Unit : null;
        var period = together ?? query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before;
        if (unit is not null && query.Flags.Contains("visit"))
        {
            Put(context, ReportKind.Visit, unit);
            yield break;
        }

        if (unit is not null && !CommandRights.ActsFor(context.Who, unit.Id) && (query.Flags.Contains("fill")
            || query.Flags.Contains("announced")))
        {
            context.Say("report.from-above", unit.Label);
            yield break;
        }

        if (query.Flags.Contains("fill"))
        {
            await foreach (var question in new AskReportText(db, wanted).Of(context, unit, period)) yield return question;
            yield break;
        }

        if ((await statistics.Score(unit, period.From, period.To)).Score is null)
            context.Say("report.too-few", NameOf(unit), period.Name(context.Words), scores.Options.MinimumRespondents);
        else Put(context, unit, period, query.Flags.Contains("card") && unit is not null, query.Flags.Contains("announced"));
    }

    private void Put(DialogContext context, Unit? unit, Period period, bool card, bool announced)
    {
        AskReport.Put(context, wanted, card ? ReportKind.Card : ReportKind.Report, unit, period, announced);
        if (period.To >= scores.ThisMonth(unit)) context.Say("report.runs", period.Name(context.Words));
        var reply = context.Say(card ? "report.card-coming" : announced ? "report.announced-coming" : "report.coming", NameOf(unit),
            period.Name(context.Words));
        if (card || (unit is not null && !CommandRights.ActsFor(context.Who, unit.Id))) return;
        var code = unit?.Code ?? "instansi";
        reply.Row(new Button(context.Words["report.fill-button"], Commands.Report.With(code, period.Code, "isi")));
        if (unit is not null) reply.Row(new Button(context.Words["report.card-button"], Commands.Report.With(code, period.Code, "kartu")));
        if (announced) return;
        reply.Row(new Button(context.Words["report.announced-button"], Commands.Report.With(code, period.Code, "diumumkan")));
    }

    /// <summary>A page that assessors ask for: over the twelve months before this one.</summary>
    private void Put(DialogContext context, ReportKind paper, Unit? unit)
    {
        AskReport.Put(context, wanted, paper, unit, Period.Of(PeriodKind.Month, scores.ThisMonth(unit)).Before);
        context.Say(paper == ReportKind.Pemdi ? "report.pemdi-coming" : "report.visit-coming", NameOf(unit));
    }

    private static ReportKind? Paper(StatisticsQuery query) => query.Flags.Contains("pemdi") ? ReportKind.Pemdi
        : query.Flags.Contains("visit") ? ReportKind.Visit : null;

    private static LocalizedText NameOf(Unit? unit) => unit is null ? LocalizedText.Of("link.instansi") : LocalizedText.Literal(unit.Label);
}
