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
    /// Which period of all units, each for itself, is asked for ("semua"); null when one unit is, or the person may not see all.
    /// </summary>
    public static Period? All(DialogContext context, StatisticsQuery query, Month now) =>
        query.Whole && !query.Flags.Contains("together") && StatisticsScope.Everywhere(context.Who)
            ? query.Period ?? Period.Of(PeriodKind.Month, now).Before : null;

    /// <summary>The period for which the instansi as a whole is asked for ("instansi"); null as above.</summary>
    public static Period? Together(DialogContext context, StatisticsQuery query, Month now) =>
        query.Flags.Contains("together") && query.Found.Count == 0 && StatisticsScope.Everywhere(context.Who)
            ? query.Period ?? Period.Of(PeriodKind.Month, now).Before : null;

    public static void Put(DialogContext context, ReportsWanted wanted, ReportKind kind, Unit? unit, Period period,
        bool announced = false, string? file = null)
    {
        context.Change().ReportRequests.Add(new ReportRequest
        {
            Kind = kind,
            UnitId = unit?.Id,
            Period = period.Code,
            Announced = announced,
            FileReference = file,
            Channel = context.Who.Channel,
            Address = context.Who.Address,
            Language = context.Words.Language,
            At = context.Now,
        });
        context.AfterCommit(wanted.Wake);
    }
}
