using Core.Complaints.Deadlines;
using Core.Dialogs;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>What somebody has to do: the complaints that are theirs by their roles, what is due first at the top.</summary>
internal sealed class ListTasks(ComplaintText text, ComplaintClock clock)
{
    private const int PageSize = 8;
    private static readonly ComplaintState[] AtWork = [ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Waiting,
        ComplaintState.Reopened];

    /// <summary>Everything open that the person may handle, without their own complaints.</summary>
    public static IQueryable<Complaint> Of(AppDb db, Caller who)
    {
        var (triage, inspectorate, me) = (who.Is(Role.Triage), who.Is(Role.Inspectorate), who.Id);
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsAs(Role.Head)).Distinct().Select(u => (int?)u)];
        int?[] own = [.. who.Roles.Where(r => r.UnitId is not null).Select(r => r.UnitId).Distinct()];
        var others = db.Complaints.AsNoTracking().Where(c => c.ComplainantId == null || c.ComplainantId != me);

        // Most people have one of the roles; a condition without alternatives is answered from an index.
        if (triage && !inspectorate && own.Length == 0) return others.Where(c => c.State == ComplaintState.Submitted);
        if (!triage && !inspectorate)
            return others.Where(c => units.Contains(c.UnitId) && (c.Class == null || c.Class != ComplaintClass.Supervisory)
                && AtWork.Contains(c.State));
        return others.Where(c => (triage && c.State == ComplaintState.Submitted && (c.UnitId == null || !own.Contains(c.UnitId)))
            || (inspectorate && c.Class == ComplaintClass.Supervisory && AtWork.Contains(c.State) && !own.Contains(c.UnitId))
            || (units.Contains(c.UnitId) && (c.Class == null || c.Class != ComplaintClass.Supervisory) && AtWork.Contains(c.State)));
    }

    /// <summary>Says the list, page by page.</summary>
    public async ValueTask Say(DialogContext context, AppDb db, int page)
    {
        var mine = Of(db, context.Who);
        var sum = await Sum(mine, context.Now);
        if (sum is not { Total: var total and > 0 })
        {
            context.Say("complaint.tasks-none");
            return;
        }

        var pages = (total + PageSize - 1) / PageSize;
        page = Math.Clamp(page, 1, pages);
        var ids = await mine.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var shown = (await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync()).OrderBy(c => ids.IndexOf(c.Id))
            .ToList();
        var reply = context.Say(LocalizedText.Literal(Head(context, sum) + "\n" + string.Join('\n', shown.Select(c => Row(context, c)))));
        foreach (var complaint in shown) reply.Row(new Button(ComplaintText.Code(complaint), $"/tugas {ComplaintText.Code(complaint)}"));
        if (pages > 1) reply.Row(new Button("◀", $"/tugas hal {(page == 1 ? pages : page - 1)}"),
            new Button("▶", $"/tugas hal {(page == pages ? 1 : page + 1)}"));
    }

    private static Task<Totals?> Sum(IQueryable<Complaint> mine, DateTimeOffset now)
    {
        var tonight = now.AddHours(10);
        return mine.GroupBy(_ => 1)
            .Select(g => new Totals(g.Count(), g.Count(c => c.DueAt >= now && c.DueAt < tonight), g.Count(c => c.DueAt < now)))
            .FirstOrDefaultAsync();
    }

    private static string Head(DialogContext context, Totals sum) =>
        context.Words["complaint.tasks", sum.Total, sum.Today]
            + (sum.Late > 0 ? " " + context.Words["complaint.tasks-late", sum.Late] : "");

    private string Row(DialogContext context, Complaint complaint)
    {
        var due = complaint.DueOn is { } day && day <= clock.Day(complaint, context.Now);
        return $"{(due ? "●" : "○")} {ComplaintText.Code(complaint)}  {text.ShortDue(context.Words, complaint, context.Now)}   {ComplaintText.Title(context.Words, complaint)}";
    }

    private sealed record Totals(int Total, int Today, int Late);
}
