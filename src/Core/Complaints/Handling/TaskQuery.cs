using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Which complaints somebody sees in lists, by what they are.</summary>
internal static class TaskQuery
{
    private static readonly ComplaintState[] AtWork = [ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Waiting,
        ComplaintState.Reopened];

    private static readonly ComplaintState[] Ended = [ComplaintState.Resolved, ComplaintState.Closed];

    private static readonly ComplaintState[] WithOfficials = [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress,
        ComplaintState.Reopened];

    /// <summary>Everything open that the person may handle, without their own complaints.</summary>
    public static IQueryable<Complaint> Open(AppDb db, Caller who)
    {
        var own = Of(db, who, AtWork, withTriage: true, Own(who));
        int?[] below = [.. who.Below.Where(r => r.Role == Role.Head).Select(r => r.UnitId).Distinct()];
        return below.Length == 0 ? own : db.Complaints.AsNoTracking()
            .Where(c => own.Any(o => o.Id == c.Id) || Leaderless(db, who, below).Any(l => l.Id == c.Id));
    }

    /// <summary>What was reopened in units below that have no head of their own: theirs to give to an officer.</summary>
    private static IQueryable<Complaint> Leaderless(AppDb db, Caller who, int?[] below)
    {
        var me = who.Id;
        return db.Complaints.Where(c => c.State == ComplaintState.Reopened && below.Contains(c.UnitId)
            && (c.Class == null || c.Class != ComplaintClass.Supervisory) && (c.ComplainantId == null || c.ComplainantId != me)
            && !db.Memberships.Any(m => m.Role == Role.Head && m.UnitId == c.UnitId && m.Until == null));
    }

    /// <summary>What they handled or could have handled, followed up or closed.</summary>
    public static IQueryable<Complaint> Done(AppDb db, Caller who) => Of(db, who, Ended, withTriage: false, Own(who));

    /// <summary>What is with the units below the one that the person heads, which they read when they ask for it.</summary>
    public static IQueryable<Complaint> Below(AppDb db, Caller who, bool done)
    {
        var (me, states) = (who.Id, done ? Ended : AtWork);
        int?[] below = [.. who.Below.Where(r => r.Role == Role.Head).Select(r => r.UnitId).Distinct()];
        return db.Complaints.AsNoTracking().Where(c => (c.ComplainantId == null || c.ComplainantId != me) && below.Contains(c.UnitId)
            && (c.Class == null || c.Class != ComplaintClass.Supervisory) && states.Contains(c.State)
            && (c.EndReason == null || c.HolderId != null));
    }

    /// <summary>What is past its date, for whoever handles it or watches over dates (<see cref="Act.List"/>).</summary>
    public static IQueryable<Complaint> Late(AppDb db, Caller who, DateTimeOffset now)
    {
        var me = who.Id;
        var all = db.Complaints.AsNoTracking().Where(c => (c.ComplainantId == null || c.ComplainantId != me)
            && WithOfficials.Contains(c.State) && c.DueAt < now);
        var (triage, inspectorate, chief) = (who.Is(Role.Triage), who.Is(Role.Inspectorate), who.Is(Role.InstansiHead));
        int?[] own = [.. who.Offices.Select(u => (int?)u)];
        int?[] judged = who.Alone ? [] : own;
        if (who.Is(Role.InstansiAdministrator))
            return all.Where(c => (c.Class != ComplaintClass.Supervisory
                    && (c.State != ComplaintState.Submitted || !judged.Contains(c.UnitId)))
                || (c.Class == ComplaintClass.Supervisory && (!own.Contains(c.UnitId)
                    || (chief && c.OfInspectorate && c.State != ComplaintState.Submitted))));
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsFrom(Role.Head)).Concat(who.UnitsFrom(Role.UnitAdministrator))
            .Distinct().Select(u => (int?)u)];
        return all.Where(c =>
            (c.Class != ComplaintClass.Supervisory && ((triage && !judged.Contains(c.UnitId))
                || (c.State != ComplaintState.Submitted && units.Contains(c.UnitId))))
            || (c.Class == ComplaintClass.Supervisory && c.State != ComplaintState.Submitted
                && ((inspectorate && !c.OfInspectorate && !own.Contains(c.UnitId)) || (chief && c.OfInspectorate))));
    }

    private static int?[] Own(Caller who) => [.. who.UnitsAs(Role.Officer).Concat(who.UnitsAs(Role.Head)).Distinct().Select(u => (int?)u)];

    private static IQueryable<Complaint> Of(AppDb db, Caller who, ComplaintState[] states, bool withTriage, int?[] units)
    {
        var (triage, inspectorate, chief, me) = (who.Is(Role.Triage), who.Is(Role.Inspectorate), who.Is(Role.InstansiHead), who.Id);
        int?[] own = [.. who.Offices.Select(u => (int?)u)];
        int?[] judged = who.Alone ? [] : own;
        var others = db.Complaints.AsNoTracking().Where(c => c.ComplainantId == null || c.ComplainantId != me);

        // Most people have one of the roles; a condition without alternatives is answered from an index.
        if (!triage && !inspectorate && !chief)
            return others.Where(c => units.Contains(c.UnitId) && (c.Class == null || c.Class != ComplaintClass.Supervisory)
                && states.Contains(c.State) && (c.EndReason == null || c.HolderId != null));
        return others.Where(c =>
            (triage && withTriage && (c.UnitId == null || !judged.Contains(c.UnitId))
                && (c.Class == null || c.Class != ComplaintClass.Supervisory)
                && (c.State == ComplaintState.Submitted || (c.Raised && states.Contains(c.State))))
            || (inspectorate && c.Class == ComplaintClass.Supervisory && !c.OfInspectorate && states.Contains(c.State)
                && !own.Contains(c.UnitId))
            || (chief && c.Class == ComplaintClass.Supervisory && c.OfInspectorate && states.Contains(c.State))
            || (units.Contains(c.UnitId) && (c.Class == null || c.Class != ComplaintClass.Supervisory) && states.Contains(c.State)
                && (c.EndReason == null || c.HolderId != null)));
    }
}
