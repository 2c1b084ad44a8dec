using Core.Conversations;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>Tells administrators and heads which complaints are late: code, unit, state and date, never a story.</summary>
internal sealed class ShowLate(AppDb db, ComplaintText text) : Dialog
{
    private const int Shown = 20;
    private static readonly ComplaintState[] WithOfficials = [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Reopened];

    /// <inheritdoc/>
    public override string Name => "show-late";

    /// <inheritdoc/>
    public override string? Command => "/terlambat";

    /// <inheritdoc/>
    public override int MenuOrder => 70;

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Oversees(who);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(Turn turn)
    {
        var late = await Late(turn.Who, turn.Now).Take(200).ToListAsync();
        var seen = late.Where(c => ComplaintRights.May(turn.Who, Act.List, c)).ToList();
        if (seen.Count == 0) turn.Say("complaint.late-none");
        else
        {
            var lines = seen.Take(Shown).Select(c => turn.Words["complaint.late-line", ComplaintText.Code(c), text.Handler(turn.Words, c),
                ComplaintText.State(turn.Words, c.State), text.ShortDue(turn.Words, c, turn.Now)]);
            turn.Say(Line.Literal(turn.Words["complaint.late", seen.Count] + "\n" + string.Join('\n', lines)));
        }

        yield break;
    }

    private IQueryable<Complaint> Late(Caller who, DateTimeOffset now)
    {
        var late = db.Complaints.AsNoTracking().Where(c => WithOfficials.Contains(c.State) && c.DueAt < now);
        if (!who.Is(Role.InstansiAdministrator) && !who.Is(Role.Triage) && !who.Is(Role.Inspectorate))
        {
            int?[] units = [.. who.Roles.Where(r => r.UnitId is not null).Select(r => r.UnitId).Distinct()];
            late = late.Where(c => units.Contains(c.UnitId));
        }

        return late.OrderBy(c => c.DueAt).ThenBy(c => c.Id);
    }
}
