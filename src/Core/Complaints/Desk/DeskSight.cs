using System.Linq.Expressions;
using Core.People;
using Core.Persistence;
using Seen = System.Linq.Expressions.Expression<System.Func<Core.Complaints.Complaint, bool>>;

namespace Core.Complaints.Desk;

/// <summary>
/// Which complaints somebody reads (<see cref="Act.View"/>) or sees in lists (<see cref="Act.List"/>), as conditions that a database
/// understands. The table of rights is <see cref="ComplaintRules"/>; a test holds this against it for every role, state and class. Only
/// what a person's roles open stands in a condition, so that most are answered from an index.
/// </summary>
internal static class DeskSight
{
    private static readonly ComplaintState[] Before = [ComplaintState.Submitted, ComplaintState.Returned];

    private static readonly ComplaintState[] Review = [ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Waiting,
        ComplaintState.Reopened, ComplaintState.Resolved];

    private static readonly ComplaintState[] Handled = [.. Review, ComplaintState.Closed];

    private static readonly ComplaintState[] Listed = [.. Before, .. Review];

    /// <summary>What the person reads with its story.</summary>
    public static Seen Reads(Caller who)
    {
        var (own, all) = (Own(who), new List<Seen>());
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsAs(Role.Head)).Distinct().Select(u => (int?)u)];
        if (units.Length > 0) all.Add(c => units.Contains(c.UnitId)
            && (c.Class == null || c.Class != ComplaintClass.Supervisory) && Handled.Contains(c.State)
            && (c.EndReason == null || c.HolderId != null));
        int?[] below = [.. who.Below.Where(r => r.Role == Role.Head).Select(r => r.UnitId).Distinct()];
        if (below.Length > 0) all.Add(c => below.Contains(c.UnitId)
            && (c.Class == null || c.Class != ComplaintClass.Supervisory) && Handled.Contains(c.State)
            && (c.EndReason == null || c.HolderId != null));
        if (who.Is(Role.Triage)) all.Add(OfOtherOffices(who, c => Before.Contains(c.State) || (c.Raised && Review.Contains(c.State))
            || (c.SpamById != null && c.State == ComplaintState.InProgress)));
        if (who.Is(Role.Inspectorate)) all.Add(c => c.Class == ComplaintClass.Supervisory && !c.OfInspectorate
            && (c.UnitId == null || !own.Contains(c.UnitId)) && Handled.Contains(c.State));
        if (who.Is(Role.InstansiHead)) all.Add(c => c.Class == ComplaintClass.Supervisory && c.OfInspectorate && Handled.Contains(c.State));
        return And(NotTheirs(who), AnyOf(all));
    }

    /// <summary>What the person sees in lists: code, state, date and who handles it, at least.</summary>
    public static Seen Lists(Caller who)
    {
        var (own, all) = (Own(who), new List<Seen>());
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsFrom(Role.Head)).Concat(who.UnitsFrom(Role.UnitAdministrator))
            .Distinct().Select(u => (int?)u)];
        if (who.Is(Role.InstansiAdministrator))
        {
            all.Add(c => (c.Class == null || c.Class != ComplaintClass.Supervisory) && Review.Contains(c.State));
            all.Add(OfOtherOffices(who, c => Before.Contains(c.State)));
            all.Add(c => c.Class == ComplaintClass.Supervisory && (c.UnitId == null || !own.Contains(c.UnitId))
                && Listed.Contains(c.State));
        }
        else
        {
            if (units.Length > 0) all.Add(c => units.Contains(c.UnitId)
                && (c.Class == null || c.Class != ComplaintClass.Supervisory) && Review.Contains(c.State));
            if (who.Is(Role.Triage)) all.Add(OfOtherOffices(who, c => Listed.Contains(c.State)));
            if (who.Is(Role.Inspectorate)) all.Add(c => c.Class == ComplaintClass.Supervisory && !c.OfInspectorate
                && (c.UnitId == null || !own.Contains(c.UnitId)) && Review.Contains(c.State));
        }

        if (who.Is(Role.InstansiHead)) all.Add(c => c.Class == ComplaintClass.Supervisory && c.OfInspectorate && Review.Contains(c.State));
        return And(NotTheirs(who), AnyOf(all));
    }

    /// <summary>
    /// What stands in the register for somebody, which has codes, days and sorts and no words: all of their scope, however it ended.
    /// </summary>
    public static Seen Registers(AppDb db, Caller who)
    {
        var (had, all) = (HadByUnit.Condition(db), new List<Seen> { Reads(who), Lists(who) });
        Seen usual = c => c.Class == null || c.Class != ComplaintClass.Supervisory;
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsFrom(Role.Head)).Concat(who.UnitsFrom(Role.UnitAdministrator))
            .Distinct().Select(u => (int?)u)];
        if (who.Is(Role.InstansiAdministrator)) all.Add(And(usual, had));
        else if (units.Length > 0) all.Add(And(And(usual, had), c => units.Contains(c.UnitId)));
        if (who.Is(Role.InstansiAdministrator) || who.Is(Role.Triage)) all.Add(OfOtherOffices(who, c => true));
        return And(NotTheirs(who), AnyOf(all));
    }

    /// <summary>Both conditions.</summary>
    public static Seen And(Seen one, Seen other) => Join(one, other, Expression.AndAlso);

    /// <summary>Either condition.</summary>
    public static Seen Or(Seen one, Seen other) => Join(one, other, Expression.OrElse);

    private static Seen NotTheirs(Caller who)
    {
        var me = who.Id;
        return c => c.ComplainantId == null || c.ComplainantId != me;
    }

    /// <summary>Nothing of the person's own unit, nor of those below it (<see cref="ComplaintRights.IsOfOwnOffice"/>).</summary>
    private static Seen OfOtherOffices(Caller who, Seen states)
    {
        int?[] judged = who.Alone ? [] : Own(who);
        Seen usual = judged.Length == 0 ? c => c.Class == null || c.Class != ComplaintClass.Supervisory
            : c => (c.Class == null || c.Class != ComplaintClass.Supervisory) && (c.UnitId == null || !judged.Contains(c.UnitId));
        return And(usual, states);
    }

    private static int?[] Own(Caller who) => [.. who.Offices.Select(u => (int?)u)];

    private static Seen AnyOf(List<Seen> all) => all.Count == 0 ? c => false : all.Aggregate(Or);

    private static Seen Join(Seen one, Seen other, Func<Expression, Expression, Expression> how) =>
        Expression.Lambda<Func<Complaint, bool>>(
            how(one.Body, new SameParameter(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters[0]);

    private sealed class SameParameter(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
