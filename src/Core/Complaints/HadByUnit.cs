using System.Linq.Expressions;
using Core.Persistence;

namespace Core.Complaints;

/// <summary>
/// Which complaints a unit has or had. What triage has not forwarded, what it ended itself and what its citizen withdrew before is of no
/// unit: the one that the citizen named was a guess, and such a number would say that there is a report about it.
/// </summary>
internal static class HadByUnit
{
    private static readonly ComplaintState[] WithTriage = [ComplaintState.Submitted, ComplaintState.Returned];

    public static Expression<Func<Complaint, bool>> Condition(AppDb db) => c => !WithTriage.Contains(c.State)
        && (c.EndReason == null || c.HolderId != null)
        && (c.State != ComplaintState.Withdrawn || !db.ComplaintEvents.Any(e => e.ComplaintId == c.Id
            && e.To == ComplaintState.Withdrawn && !e.TakenBack && WithTriage.Contains(e.From)));

    /// <summary>Those of which that is plain, which are most: it is read from the index of the public numbers alone.</summary>
    public static Expression<Func<Complaint, bool>> Plainly { get; } = c => !WithTriage.Contains(c.State) && c.EndReason == null
        && c.State != ComplaintState.Withdrawn;

    /// <summary>The others.</summary>
    public static Expression<Func<Complaint, bool>> Not(AppDb db) => Not(Condition(db));

    /// <summary>The opposite.</summary>
    public static Expression<Func<Complaint, bool>> Not(Expression<Func<Complaint, bool>> of) =>
        Expression.Lambda<Func<Complaint, bool>>(Expression.Not(of.Body), of.Parameters);
}
