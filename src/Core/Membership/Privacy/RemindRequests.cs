using Core.Calendar;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Privacy;

/// <summary>
/// Reminds administrators of each request about personal data and of each breach whose 3 x 24 hours are nearly over, and once more when
/// they are over.
/// </summary>
internal sealed class RemindRequests(WriteQueue writer, SendLater later, UnitCatalog units, TimeProvider time)
{
    /// <summary>Does it; returns of how many.</summary>
    public Task<int> Run(CancellationToken stop = default) => writer.Enqueue(async write =>
        await OfRequests(write, time.GetUtcNow()) + await OfBreaches(write, time.GetUtcNow()));

    private async Task<int> OfRequests(WriteContext write, DateTimeOffset now)
    {
        var near = now + PrivacyRequest.Near;
        var due = await write.Db.PrivacyRequests.Where(r => r.AnsweredAt == null
            && ((r.RemindedAt == null && r.DueAt <= near) || (r.DueAt <= now && r.RemindedAt < r.DueAt))).ToListAsync();
        foreach (var request in due)
        {
            request.Remind(now);
            await PrivacyRequest.TellAdministrators(write.Db, async message => await later.Put(write, message),
                request.DueAt <= now ? "request.late" : "request.near", request, words => Moment(words, request.DueAt));
        }

        return due.Count;
    }

    /// <summary>What was reminded of stands in the record of acts, like all that happens to a breach.</summary>
    private async Task<int> OfBreaches(WriteContext write, DateTimeOffset now)
    {
        var near = now + PrivacyRequest.Near - Breach.Limit;
        var open = await write.Db.Breaches
            .Where(b => b.FoundAt <= near && (b.PeopleToldAt == null || b.AuthorityToldAt == null)).ToListAsync();
        var count = 0;
        foreach (var breach in open)
        {
            var (stage, number) = (breach.DueAt <= now ? "late" : "near", $"#{breach.Id}");
            if (await write.Db.Audit.AnyAsync(a => a.Act == $"breach-{stage}" && a.What == number)) continue;
            Audit.Note(write.Db, null, now, $"breach-{stage}", null, number);
            foreach (var to in await PrivacyRequest.Administrators(write.Db).ToListAsync())
            {
                var words = Wording.Of(to.Language);
                var text = words[$"breach.remind-{stage}", number, Moment(words, breach.DueAt)];
                await later.Put(write, new Outgoing(to.Channel,
                    new OutgoingMessage { Address = to.Address, Text = text, Rows = [[Commands.Breaches.Button(words)]] }));
            }

            count++;
        }

        return count;
    }

    private string Moment(Wording words, DateTimeOffset at)
    {
        var zone = units.ZoneOf(null);
        return $"{words.Date(LocalTime.Day(at, zone))} {LocalTime.Of(at, zone):HH.mm}";
    }
}
