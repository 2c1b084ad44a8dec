using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>Tells administrators and heads which complaints are late: code, unit, state and date, never a story.</summary>
internal sealed class ShowLate(AppDb db, ComplaintText text) : Dialog
{
    private const int Shown = 20;
    private static readonly ComplaintState[] WithOfficials = [ComplaintState.Submitted, ComplaintState.Forwarded, ComplaintState.InProgress,
        ComplaintState.Reopened];

    /// <inheritdoc/>
    public override string Name => "show-late";

    /// <inheritdoc/>
    public override string? Command => "/terlambat";

    /// <inheritdoc/>
    public override bool MayStart(Caller who) => ComplaintRights.Oversees(who);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var late = await Late(context.Who, context.Now).Take(200).ToListAsync();
        var seen = late.Where(c => ComplaintRights.May(context.Who, Act.List, c)).ToList();
        if (seen.Count == 0) context.Say("complaint.late-none");
        else
        {
            var lines = seen.Take(Shown).Select(c => context.Words["complaint.late-line", ComplaintText.Code(c),
                text.Handler(context.Words, c),
                ComplaintText.State(context.Words, c.State), text.ShortDue(context.Words, c, context.Now)]);
            context.Say(LocalizedText.Literal(context.Words["complaint.late", seen.Count] + "\n" + string.Join('\n', lines)));
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
