using Core.Calendar;
using Core.Dialogs;
using Core.Skm;
using Core.Statistics;
using Core.Units;

namespace Core.Reports;

/// <summary>Writes down that a document is wanted; it is made outside the writer's turn and comes as a message of its own.</summary>
internal static class AskReport
{
    /// <summary>
    /// Which period of all units is asked for ("semua", "instansi"); null when one unit is, or the person may not see all.
    /// </summary>
    public static Period? All(DialogContext context, StatisticsQuery query, Month now) =>
        query.Whole && StatisticsScope.Everywhere(context.Who) ? query.Period ?? Period.Of(PeriodKind.Month, now).Before : null;

    public static void Put(DialogContext context, ReportsWanted wanted, ReportKind kind, Unit? unit, Period period,
        bool announced = false)
    {
        context.Change().ReportRequests.Add(new ReportRequest
        {
            Kind = kind,
            UnitId = unit?.Id,
            Period = period.Code,
            Announced = announced,
            Channel = context.Who.Channel,
            Address = context.Who.Address,
            Language = context.Words.Language,
            At = context.Now,
        });
        context.AfterCommit(wanted.Wake);
    }
}
