using Core.Calendar;
using Core.Outbox;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>Reminds administrators once of each request about personal data whose time is nearly over.</summary>
internal sealed class RemindRequests(WriteQueue writer, SendLater later, UnitCatalog units, TimeProvider time)
{
    /// <summary>Does it; returns of how many.</summary>
    public Task<int> Run(CancellationToken stop = default) => writer.Enqueue(async write =>
    {
        var now = time.GetUtcNow();
        var near = now + PrivacyRequest.Near;
        var zone = units.ZoneOf(null);
        var due = await write.Db.PrivacyRequests.Where(r => r.AnsweredAt == null && r.RemindedAt == null && r.DueAt <= near).ToListAsync();
        foreach (var request in due)
        {
            request.Remind(now);
            await PrivacyRequest.TellAdministrators(write.Db, async message => await later.Put(write, message), "request.near", request,
                words => $"{words.Date(LocalTime.Day(request.DueAt, zone))} {LocalTime.Of(request.DueAt, zone):HH.mm}");
        }

        return due.Count;
    });
}
