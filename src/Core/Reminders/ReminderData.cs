using Core.People;
using Core.Persistence;
using Core.Reminders.Composing;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Reminders;

/// <summary>A person's goals, leave and past reminders, as <c>/dataku</c> tells and <c>/hapus</c> erases them.</summary>
internal sealed class ReminderData(WriteReminder wording) : PersonalData
{
    public override string Name => "reminders";

    public override int Order => 20;

    public override async Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words)
    {
        var lines = new List<string>();
        if ((await db.Profiles.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == who.Id))?.Work is { } work)
            lines.Add(words["data.work", words[$"work.guess.{work}"]]);
        foreach (var goal in await db.Goals.AsNoTracking().Where(g => g.PersonId == who.Id).OrderBy(g => g.Id).ToListAsync())
            lines.Add(words["data.goal", words.MonthOf(goal.Month.FirstDay), wording.GoalText(goal).In(words)]);
        foreach (var leave in await db.Leaves.AsNoTracking().Where(l => l.PersonId == who.Id).OrderBy(l => l.From).ToListAsync())
            lines.Add(words["data.leave", words.Date(leave.From), words.Date(leave.To)]);
        foreach (var reminder in await db.Reminders.AsNoTracking().Where(r => r.PersonId == who.Id && r.Behaviour != null)
            .OrderBy(r => r.Day).ToListAsync())
            lines.Add(words["data.reminder", words.Date(reminder.Day), words[$"value.{reminder.Behaviour![..2]}"],
                words[$"reminder.state.{reminder.State}"]]);
        var read = await db.ReadBroadcasts.CountAsync(r => r.PersonId == who.Id);
        if (read > 0) lines.Add(words["data.read-announcements", read]);
        return lines;
    }

    public override async Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open)
    {
        var lines = new List<string>();
        if (await db.Goals.AnyAsync(g => g.PersonId == who.Id)) lines.Add(words["forget.goes.goals"]);
        if (await db.Leaves.AnyAsync(l => l.PersonId == who.Id)) lines.Add(words["forget.goes.leave"]);
        if (await db.Reminders.AnyAsync(r => r.PersonId == who.Id)) lines.Add(words["forget.goes.reminders"]);
        return lines;
    }

    public override async Task Erase(Erasure erasure)
    {
        var (db, who) = (erasure.Db, erasure.Who);
        await db.Goals.Where(g => g.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Leaves.Where(l => l.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Reminders.Where(r => r.PersonId == who.Id).ExecuteDeleteAsync();
        await db.Recaps.Where(r => r.PersonId == who.Id).ExecuteDeleteAsync();
        await db.ReadBroadcasts.Where(r => r.PersonId == who.Id).ExecuteDeleteAsync();
    }
}
