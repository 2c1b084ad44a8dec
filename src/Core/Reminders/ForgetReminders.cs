using Core.Calendar;
using Core.Membership.Privacy;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders;

/// <summary>Forgets reminders, recaps, leaves and goals that are older than the privacy notice says.</summary>
internal sealed class ForgetReminders(WriteQueue writer, UnitCatalog units, IOptions<PrivacyOptions> privacy, TimeProvider time)
{
    /// <summary>Deletes them.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        var before = LocalTime.Day(time.GetUtcNow(), units.ZoneOf(null)).AddMonths(-privacy.Value.KeepRemindersMonths);
        await writer.Enqueue(async write =>
        {
            await write.Db.Reminders.Where(r => r.Day < before).ExecuteDeleteAsync(stop);
            await write.Db.Recaps.Where(r => r.Day < before).ExecuteDeleteAsync(stop);
            var old = new DateTimeOffset(before.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            await write.Db.ReadBroadcasts.Where(r => write.Db.Broadcasts.Any(b => b.Id == r.BroadcastId && b.At < old))
                .ExecuteDeleteAsync(stop);
            await write.Db.Leaves.Where(l => l.To < before).ExecuteDeleteAsync(stop);
            await write.Db.Goals.Where(g => g.Month < Month.Of(before)).ExecuteDeleteAsync(stop);
        });
    }
}
