using Core.Conversations;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints;

/// <summary>What somebody has to do: the complaints that are theirs by their roles, what is due first at the top.</summary>
internal sealed class ListTasks(ComplaintText text, ComplaintClock clock)
{
    private const int PageSize = 8;
    private static readonly ComplaintState[] AtWork = [ComplaintState.Forwarded, ComplaintState.InProgress, ComplaintState.Waiting, ComplaintState.Reopened];

    /// <summary>Everything open that the person may handle, without their own complaints.</summary>
    public static IQueryable<Complaint> Of(AppDb db, Caller who)
    {
        var (triage, inspectorate, me) = (who.Is(Role.Triage), who.Is(Role.Inspectorate), who.Id);
        int?[] units = [.. who.UnitsAs(Role.Officer).Concat(who.UnitsAs(Role.Head)).Distinct().Select(u => (int?)u)];
        int?[] own = [.. who.Roles.Where(r => r.UnitId is not null).Select(r => r.UnitId).Distinct()];
        return db.Complaints.AsNoTracking().Where(c => (c.ComplainantId == null || c.ComplainantId != me)
            && ((triage && c.State == ComplaintState.Submitted)
                || (inspectorate && c.Class == ComplaintClass.Supervisory && AtWork.Contains(c.State) && !own.Contains(c.UnitId))
                || (units.Contains(c.UnitId) && (c.Class == null || c.Class != ComplaintClass.Supervisory) && AtWork.Contains(c.State))));
    }

    /// <summary>Says the list, page by page.</summary>
    public async ValueTask Say(Turn turn, AppDb db, int page)
    {
        var mine = Of(db, turn.Who);
        var total = await mine.CountAsync();
        if (total == 0)
        {
            turn.Say("complaint.tasks-none");
            return;
        }

        var pages = (total + PageSize - 1) / PageSize;
        page = Math.Clamp(page, 1, pages);
        var shown = await mine.OrderBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenBy(c => c.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var reply = turn.Say(Line.Literal(await Head(turn, mine, total) + "\n" + string.Join('\n', shown.Select(c => Row(turn, c)))));
        foreach (var complaint in shown) reply.Row(new Button(ComplaintText.Code(complaint), $"/tugas {ComplaintText.Code(complaint)}"));
        if (pages > 1) reply.Row(new Button("◀", $"/tugas hal {(page == 1 ? pages : page - 1)}"), new Button("▶", $"/tugas hal {(page == pages ? 1 : page + 1)}"));
    }

    private static async Task<string> Head(Turn turn, IQueryable<Complaint> mine, int total)
    {
        var soon = await mine.Where(c => c.DueAt <= turn.Now.AddDays(1)).Select(c => new { c.DueOn, c.DueAt }).ToListAsync();
        var late = soon.Count(c => c.DueAt < turn.Now);
        var today = soon.Count(c => c.DueAt >= turn.Now && c.DueAt - turn.Now < TimeSpan.FromHours(10));
        return turn.Words["complaint.tasks", total, today] + (late > 0 ? " " + turn.Words["complaint.tasks-late", late] : "");
    }

    private string Row(Turn turn, Complaint complaint)
    {
        var due = complaint.DueOn is { } day && day <= clock.Day(complaint, turn.Now);
        return $"{(due ? "●" : "○")} {ComplaintText.Code(complaint)}  {text.ShortDue(turn.Words, complaint, turn.Now)}   {ComplaintText.Title(turn.Words, complaint)}";
    }
}
