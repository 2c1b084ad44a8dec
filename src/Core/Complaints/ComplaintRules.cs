using static Core.Complaints.Act;
using static Core.Complaints.ComplaintState;
using static Core.Complaints.Relation;

namespace Core.Complaints;

/// <summary>One line of the table: from these states this act leads to one of those states (none: it stays), by these people.</summary>
internal sealed record ComplaintRule(Act Act, IReadOnlyList<ComplaintState> From, IReadOnlyList<ComplaintState> To, Relation Who);

/// <summary>
/// A complaint's life and who may do what in it: the one table from which rights, guards and the documented diagram come.
/// </summary>
internal static class ComplaintRules
{
    private const Relation Handlers = Officer | Head | Inspector | Chief;
    private static readonly ComplaintState[] AtWork = [Forwarded, InProgress, Waiting, Reopened];

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<ComplaintRule> All { get; } =
    [
        new(View, [.. Enum.GetValues<ComplaintState>()], [], Complainant),
        new(View, [Submitted, Returned], [], Triage),
        new(View, [.. AtWork, Resolved, Closed], [], Handlers | Superior),
        new(View, [.. AtWork, Resolved], [], Reviewer),
        new(View, [InProgress], [], SecondLook),
        new(List, [Submitted, Returned], [], Overseer | Triage),
        new(List, [.. AtWork, Resolved], [], Overseer | UnitOverseer | Handlers | Superior | Triage),
        new(Act.File, [], [Submitted], Complainant | Officer | Head | Triage),
        new(Verify, [Submitted], [Forwarded], Triage),
        new(Reclass, [.. AtWork, Resolved], [Forwarded], Reviewer),
        new(Reclass, [.. AtWork, Resolved], [], Reviewer),
        new(Return, [Submitted], [Returned], Triage),
        new(Complete, [Returned], [Submitted], Complainant),
        new(Lapse, [Returned], [Withdrawn], Relation.System),
        new(Take, [Forwarded], [InProgress], Handlers),
        new(Take, [InProgress, Waiting], [], Handlers),
        new(Take, [Reopened], [InProgress], Head),
        new(Assign, [Reopened], [Forwarded], Head | Superior),
        new(Assign, [Forwarded, InProgress, Waiting], [], Head | Superior),
        new(Assign, [InProgress], [Forwarded], Head | Superior),
        new(Ask, [InProgress], [Waiting], Holder),
        new(Answer, [Waiting], [InProgress], Complainant),
        new(Resume, [Waiting], [InProgress], Holder),
        new(Progress, [InProgress], [], Holder),
        new(PassOn, [Forwarded, InProgress], [Forwarded, Submitted], Handlers),
        new(Decline, [Forwarded], [Submitted], Officer | Head),
        new(Resolve, [InProgress], [Resolved], Holder),
        new(Dismiss, [Submitted], [Closed], Triage),
        new(Dismiss, [InProgress], [Closed], Holder),
        new(SuspectSpam, [Submitted], [], Triage),
        new(SuspectSpam, [InProgress], [], Holder),
        new(ConfirmSpam, [Submitted], [Closed], Triage),
        new(ConfirmSpam, [InProgress], [Closed], Handlers | SecondLook),
        new(ClearSpam, [Submitted], [], Triage),
        new(ClearSpam, [InProgress], [], Handlers | SecondLook),
        new(Act.SendUp, [Submitted], [], Triage),
        new(Act.SendUp, AtWork, [], Handlers),
        new(Note, [Submitted, Returned], [], Triage),
        new(Note, [.. AtWork, Resolved, Closed], [], Handlers | Superior),
        new(Add, [Submitted, Forwarded, InProgress, Reopened, Resolved], [], Complainant),
        new(Confirm, [Resolved], [Closed], Complainant),
        new(Reopen, [Resolved, Closed], [Reopened, Forwarded], Complainant | Handlers | Triage),
        new(Reopen, [Closed], [Submitted], Complainant | Handlers | Triage),
        new(GoOn, [Closed], [Submitted, Forwarded], Relation.System),
        new(Withdraw, [Submitted, Returned, .. AtWork], [Withdrawn], Complainant),
        new(Hurry, [Submitted, Forwarded, InProgress, Reopened], [], Complainant),
        new(EraseAttachment, [.. Enum.GetValues<ComplaintState>()], [], Complainant),
        new(Rate, [Closed], [], Complainant),
        new(Close, [Resolved], [Closed], Relation.System),
    ];

    /// <summary>Whether a complaint in this state may go there by this act.</summary>
    public static bool Leads(Act act, ComplaintState from, ComplaintState to) =>
        All.Any(r => r.Act == act && r.From.Contains(from) && (r.To.Count == 0 ? from == to : r.To.Contains(to)));

    /// <summary>Whether somebody in this relation may do it in this state.</summary>
    public static bool Allow(Act act, ComplaintState state, Relation who) =>
        All.Any(r => r.Act == act && r.From.Contains(state) && (r.Who & who) != 0);

    /// <summary>The table as a state diagram (mermaid), as it stands in the documentation.</summary>
    public static string Diagram()
    {
        var edges = from rule in All
                    from start in rule.From.Count == 0 ? ["[*]"] : rule.From.Select(f => f.ToString())
                    from end in rule.To
                    group rule.Act by (start, end: end.ToString()) into acts
                    select $"    {acts.Key.start} --> {acts.Key.end} : {string.Join(", ", acts.Distinct())}";
        return string.Join('\n', ["stateDiagram-v2", .. edges, "    Closed --> [*]", "    Withdrawn --> [*]"]);
    }
}
