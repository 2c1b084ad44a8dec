using Core.Complaints;
using Core.Complaints.Attachments;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Schedules;

/// <summary>
/// Fetches what administrators sent to go with their announcements, by the checks of attachments: what it really is, without what tells
/// where and when it was made. An announcement waits for its file; whose file cannot be had is not sent, and its maker hears why.
/// </summary>
internal sealed partial class FetchAnnouncementFiles(IEnumerable<IChannel> channels, WriteQueue writer,
    IDbContextFactory<AppDb> databases, SendLater later, AttachmentFolder folder, IOptions<ComplaintsOptions> options, TimeProvider time,
    ILogger<FetchAnnouncementFiles> log)
{
    private const int Tries = 6;

    /// <summary>Fetches all that are due.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var waiting = await db.AnnouncementFiles.AsNoTracking().Where(f => f.State == AnnouncementFileState.Waiting).OrderBy(f => f.Id)
            .Take(50).ToListAsync(stop);
        foreach (var file in waiting.Where(f => f.NextTryAt <= time.GetUtcNow())) await Fetch(file, stop);
    }

    private async Task Fetch(AnnouncementFile file, CancellationToken stop)
    {
        try
        {
            var (state, content, extension) = await Read(file, stop);
            var name = AttachmentFolder.DrawName() + extension;
            if (state == AttachmentState.Kept) await folder.Keep(content!, name, stop);
            await writer.Enqueue(write => Finish(write, file.Id, state, name, content?.LongLength ?? 0));
            channels.FirstOrDefault(c => c.Name == file.Channel)?.DropFile(file.Reference!);
        }
        catch (Exception e) when (e is not (WriteQueueException or OperationCanceledException))
        {
            LogFailed(file.Id, file.Failures + 1, e.GetType().Name);
            await writer.Enqueue(write => TryLater(write, file.Id));
        }
    }

    private async Task<(AttachmentState State, byte[]? Content, string? Extension)> Read(AnnouncementFile file, CancellationToken stop)
    {
        if (channels.FirstOrDefault(c => c.Name == file.Channel) is not { } channel)
            throw new InvalidOperationException("This channel is switched off.");
        await using var source = await channel.OpenFile(file.Reference!, stop);
        if (source is null) return (AttachmentState.Gone, null, null);
        return await ReadFile.UpTo(source, options.Value.AttachmentMaxBytes, stop) is { } bytes
            ? KeptFile.Check(bytes, file.Kind) : (AttachmentState.TooLarge, null, null);
    }

    private async ValueTask TryLater(WriteContext write, long id)
    {
        var file = await write.Db.AnnouncementFiles.SingleAsync(f => f.Id == id);
        file.TryLater();
        if (file.Failures >= Tries) await Lose(write, file, AttachmentState.Gone);
    }

    private async ValueTask Finish(WriteContext write, long id, AttachmentState state, string name, long size)
    {
        var file = await write.Db.AnnouncementFiles.SingleAsync(f => f.Id == id);
        if (file.State != AnnouncementFileState.Waiting) return;
        if (state == AttachmentState.Kept) file.Keep(name, size);
        else await Lose(write, file, state);
    }

    private async ValueTask Lose(WriteContext write, AnnouncementFile file, AttachmentState why)
    {
        file.Lose();
        var waiting = write.Db.Broadcasts.Where(b => b.FileId == file.Id && b.State == BroadcastState.Filling);
        foreach (var broadcast in await waiting.ToListAsync()) broadcast.Stop();
        var scheduled = await write.Db.Schedules.Where(s => s.FileId == file.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.FileId, (long?)null));
        if (await write.Db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == file.MadeBy) is not { } maker) return;
        await later.Put(write, new Outgoing(maker.Channel, new OutgoingMessage
        {
            Address = maker.Address,
            Says = LocalizedText.Joined(" ",
                LocalizedText.Of($"announce.file-lost.{why}", file.Name, options.Value.AttachmentMaxBytes / 1_000_000),
                scheduled > 0 ? "announce.schedule-without-file" : "announce.not-sent")
        }));
    }

    [LoggerMessage(LogLevel.Warning, "The file {Id} of an announcement, try {Try}, failed with {Error}; it is fetched again later.")]
    private partial void LogFailed(long id, int @try, string error);
}
