using Core.Conversations;
using Core.Units;

namespace Core.Scores;

/// <summary>Writes down that a document is wanted; it is made outside the writer's turn and comes as a message of its own.</summary>
internal static class AskReport
{
    public static void Put(Turn turn, ReportsWanted wanted, ReportKind kind, Unit? unit, Period period)
    {
        turn.Change().ReportRequests.Add(new ReportRequest
        {
            Kind = kind,
            UnitId = unit?.Id,
            Period = period.Code,
            Channel = turn.Who.Channel,
            Address = turn.Who.Address,
            Language = turn.Words.Language,
            At = turn.Now,
        });
        turn.AfterCommit(wanted.Wake);
    }
}
