using Core.Calendar;
using Core.Complaints.Handling;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Notices;

/// <summary>Writes what is due for an official: how many are late, due today and on the next working day, and the first few.</summary>
internal sealed class WriteDigest(ComplaintText text, WorkingCalendar calendar)
{
    private const int Shown = 5;

    /// <summary>The hour at which they want it.</summary>
    public TimeOnly HourOf(Official official) => official.Settings?.DigestAt ?? text.Options.DigestAt;

    /// <summary>The message; null when nothing is due any more.</summary>
    public async Task<OfficeMessage?> Write(AppDb db, Official official, IReadOnlyList<ComplaintNews> changed, DigestDay day)
    {
        var sums = await Sums(db, official, day);
        var ids = changed.Select(n => n.ComplaintId).Distinct().ToList();
        var first = (await db.Complaints.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.DueAt).ThenBy(c => c.Id)
            .ToListAsync()).Where(c => c.IsWithOfficials && c.DueAt is not null && ComplaintRights.May(official.Who, Act.List, c))
            .Take(Shown).ToList();
        if (first.Count < Shown && sums.Late > 0) first.AddRange(await Oldest(db, official, day, first));
        if (first.Count == 0) return null;
        return Message(official, first, sums, day, changed.Count == 0 ? 0 : changed[^1].Id);
    }

    private OfficeMessage Message(Official official, List<Complaint> first, Due sums, DigestDay day, long last)
    {
        List<LocalizedText> counts = [];
        if (sums.Late > 0) counts.Add(LocalizedText.Of("complaint.digest-late", sums.Late));
        if (sums.Today > 0) counts.Add(LocalizedText.Of("complaint.digest-today", sums.Today));
        if (sums.Next > 0) counts.Add(LocalizedText.Of("complaint.digest-next", sums.Next));
        var again = official.Settings?.DigestOn == day.Today;
        var head = counts.Count == 0 ? (LocalizedText)"complaint.digest-plain"
            : LocalizedText.Of(again ? "complaint.digest-again" : "complaint.digest", LocalizedText.Joined(", ", counts));
        var lines = first.Select(c => Line(c, day)).Prepend(head).ToList();
        var more = sums.Late + sums.Today + sums.Next - first.Count;
        if (more > 0) lines.Add(LocalizedText.Of("complaint.and-more", more));
        return new OfficeMessage(LocalizedText.Joined("\n", lines), first,
            FormattableString.Invariant($"digest:{official.Who.Id}:{day.Today:yyyyMMdd}:{last}"));
    }

    private LocalizedText Line(Complaint complaint, DigestDay day)
    {
        var late = complaint.IsLate(day.Now);
        var key = late ? "complaint.digest-line-late"
            : complaint.DueOn == day.Today ? "complaint.digest-line-today" : "complaint.digest-line";
        return LocalizedText.Of(key, ComplaintText.Code(complaint), ComplaintText.Sort(complaint), text.Handler(complaint),
            LocalizedText.ShortDate(complaint.DueOn!.Value));
    }

    private static async Task<List<Complaint>> Oldest(AppDb db, Official official, DigestDay day, List<Complaint> but)
    {
        var known = but.ConvertAll(c => c.Id);
        return await Of(db, official, day.Now).Where(c => c.DueAt < day.Now && c.State != ComplaintState.Waiting && !known.Contains(c.Id))
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Shown - known.Count).ToListAsync();
    }

    private async Task<Due> Sums(AppDb db, Official official, DigestDay day)
    {
        var (now, today, next) = (day.Now, day.Today, calendar.AddWorkingDays(day.Today, 1).Date);
        return await Of(db, official, now).Where(c => c.State != ComplaintState.Waiting && c.DueAt != null).GroupBy(_ => 1)
            .Select(g => new Due(g.Count(c => c.DueAt < now), g.Count(c => c.DueAt >= now && c.DueOn == today),
                g.Count(c => c.DueAt >= now && c.DueOn == next))).SingleOrDefaultAsync() ?? new Due(0, 0, 0);
    }

    private static IQueryable<Complaint> Of(AppDb db, Official official, DateTimeOffset now)
    {
        var (who, me) = (official.Who, official.Who.Id);
        var all = ComplaintRights.Handles(who) ? TaskQuery.Open(db, who) : TaskQuery.Late(db, who, now);
        return official.Settings?.OnlyMine == true ? all.Where(c => c.HolderId == me) : all;
    }

    private sealed record Due(int Late, int Today, int Next);
}
