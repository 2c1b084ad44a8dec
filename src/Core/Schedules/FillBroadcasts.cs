using Core.Complaints.Attachments;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Schedules;

/// <summary>
/// Puts the messages of broadcasts into the outbox, some hundred people at a time so that replies to citizens go between. Where
/// it stands is stored with the messages, so a crash repeats none and skips none.
/// </summary>
internal sealed class FillBroadcasts(WriteQueue writer, IDbContextFactory<AppDb> databases, SendLater later,
    FetchAnnouncementFiles files, AttachmentFolder folder, IOptions<InstansiOptions> instansi)
{
    private const int ChunkSize = 300;

    /// <summary>Does it until nothing is left to fill; returns how many messages that were.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        await files.Run(stop);
        await using var db = await databases.CreateDbContextAsync();
        var open = await db.Broadcasts.Where(b => b.State == BroadcastState.Filling).OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(stop);
        var total = 0;
        foreach (var id in open)
        {
            int filled;
            do total += filled = await writer.Enqueue(write => FillOne(write, id));
            while (filled > 0 && !stop.IsCancellationRequested);
        }

        return total;
    }

    private async ValueTask<int> FillOne(WriteContext write, long id)
    {
        await write.Db.Sql.Lock(Broadcast.BatchOf(id));
        var broadcast = await write.Db.Broadcasts.FirstAsync(b => b.Id == id);
        if (broadcast.State != BroadcastState.Filling) return 0;
        var file = await write.Db.AnnouncementFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == broadcast.FileId);
        if (file is { State: AnnouncementFileState.Waiting }) return 0;
        var with = file?.Out(folder);
        var next = await new Audience(broadcast.UnitId, broadcast.Role).People(write.Db).Where(p => p.Id > broadcast.FilledTo)
            .Take(ChunkSize).AsNoTracking().ToListAsync();
        var text = LocalizedText.Of("announce.message", instansi.Value.Name, broadcast.Text);
        if (broadcast is { ToGroups: true, FilledTo: 0 }) await PutIntoGroups(write, broadcast, text, with);
        var read = Button.Of("announce.read", Commands.Announcements.With(ReadAnnouncements.Order, broadcast.Id));
        foreach (var person in next)
        {
            var message = new OutgoingMessage { Address = person.Address, Says = text, Rows = [[read]], File = with };
            await later.Put(write, new Outgoing(person.Channel, message)
            {
                Bulk = true,
                Batch = broadcast.Batch,
                Occasion = $"{broadcast.Batch}:{person.Id}",
                ValidUntil = broadcast.ValidUntil,
            });
        }

        broadcast.Fill(next.Count > 0 ? next[^1].Id : broadcast.FilledTo, last: next.Count < ChunkSize);
        return next.Count;
    }

    /// <summary>Groups hear it without a button: only people say that they have read.</summary>
    private async ValueTask PutIntoGroups(WriteContext write, Broadcast broadcast, LocalizedText text, OutFile? with)
    {
        foreach (var link in await LinkedGroups.Of(write.Db, broadcast.UnitId).AsNoTracking().ToListAsync())
        {
            var message = new OutgoingMessage
            {
                Address = link.Address,
                Chat = ChatKind.Group,
                Thread = link.Thread,
                Says = text,
                File = with
            };
            await later.Put(write, new Outgoing(link.Channel, message)
            {
                Bulk = true,
                Batch = broadcast.Batch,
                Occasion = $"{broadcast.Batch}:group:{link.Id}",
                ValidUntil = broadcast.ValidUntil,
            });
        }
    }
}
