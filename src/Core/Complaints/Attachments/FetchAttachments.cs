using Core.Complaints.Handling;
using Core.Dialogs;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Attachments;

/// <summary>
/// Fetches attachments from the platforms as soon as they are written down, checks what they are, takes out where and when
/// they were made, and keeps them. What fails is tried again; what cannot be had is told to the sender.
/// </summary>
internal sealed partial class FetchAttachments(IEnumerable<IChannel> channels, WriteQueue writer, IDbContextFactory<AppDb> databases,
    SendLater later,
    AttachmentFolder folder, TimeProvider time, IOptions<ComplaintsOptions> options, IOptions<OutboxOptions> outbox, ComplaintText text,
    ILogger<FetchAttachments> log) : BackgroundService
{
    /// <summary>How long one process may be busy with one file before another may try it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Writes files down to be fetched right after the commit.</summary>
    public void Await(DialogContext context, Complaint complaint, IReadOnlyList<InboundFile> files, bool fromCitizen)
    {
        foreach (var file in files) context.Change()
            .Add(ComplaintAttachment.Of(complaint.Id, fromCitizen, context.Who.Channel, file, context.Now));
        if (files.Count > 0) context.AfterCommit(() => _wake.Release());
    }

    /// <summary>Erases one attachment at its sender's wish, with the raw upload if it was not fetched yet.</summary>
    public async ValueTask Erase(DialogContext context, Complaint complaint, long id)
    {
        await FindComplaint.Lock(context.Change(), complaint.Code);
        var attachment = await context.Change().ComplaintAttachments.SingleAsync(a => a.Id == id && a.ComplaintId == complaint.Id);
        var (kept, reference, channel) = (attachment.KeptAs, attachment.Reference, attachment.Channel);
        attachment.Erase();
        ComplaintJournal.Of(context, Relation.Complainant).Record(complaint, Act.EraseAttachment, complaint.State);
        if (kept is not null) context.AfterCommit(() => folder.Erase(kept));
        if (reference is not null) context.AfterCommit(() => channels.FirstOrDefault(c => c.Name == channel)?.DropFile(reference));
    }

    /// <summary>Fetches everything that is due; returns how many files were looked at.</summary>
    public async Task<int> Run(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        var due = await db.ComplaintAttachments.AsNoTracking().Where(a => a.NextTryAt <= now).OrderBy(a => a.NextTryAt).Take(100)
            .ToListAsync(stop);
        foreach (var attachment in due)
            if (await Claim(attachment, now)) await Fetch(attachment, stop);
        return due.Count;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var free = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!free) await FreeOwn();
                free = true;
                await Run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogLookFailed(e.GetType().Name);
            }

            await _wake.WaitAsync(Look, stoppingToken);
        }
    }

    /// <summary>What this process was fetching when it died is fetched at once when it is back.</summary>
    private Task FreeOwn() => writer.Enqueue(async write => await write.Db.Sql.Run(
        "update complaint_attachments set next_try_at = @p0, claimed_by = null where claimed_by = @p1", time.GetUtcNow()
            .ToUnixTimeMilliseconds(), outbox.Value.Instance));

    private async Task<bool> Claim(ComplaintAttachment attachment, DateTimeOffset now) => await writer.Enqueue(write => write.Db.Sql.Run(
        "update complaint_attachments set next_try_at = @p0, claimed_by = @p1 where id = @p2 and next_try_at = @p3",
        (now + Lease).ToUnixTimeMilliseconds(), outbox.Value.Instance, attachment.Id,
            attachment.NextTryAt!.Value.ToUnixTimeMilliseconds())) == 1;

    private async Task Fetch(ComplaintAttachment attachment, CancellationToken stop)
    {
        try
        {
            var (state, content, extension) = await Read(attachment, stop);
            var name = (attachment.KeptAs ?? AttachmentFolder.DrawName()) + extension;
            if (state == AttachmentState.Kept) await folder.Keep(content!, name, stop);
            await writer.Enqueue(write => Finish(write, attachment.Id, state, name, content?.LongLength ?? 0));
            channels.FirstOrDefault(c => c.Name == attachment.Channel)?.DropFile(attachment.Reference!);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(attachment.Id, attachment.Tries + 1, e.GetType().Name);
            await writer.Enqueue(write => TryLater(write, attachment.Id));
        }
    }

    private async Task<(AttachmentState State, byte[]? Content, string? Extension)> Read(ComplaintAttachment attachment,
        CancellationToken stop)
    {
        if (channels.FirstOrDefault(c => c.Name == attachment.Channel) is not { } channel)
            throw new InvalidOperationException("This channel is switched off.");
        await using var source = await channel.OpenFile(attachment.Reference!, stop);
        if (source is null) return (AttachmentState.Gone, null, null);
        return await ReadFile.UpTo(source, options.Value.AttachmentMaxBytes, stop) is { } bytes
            ? KeptFile.Check(bytes, attachment.Kind) : (AttachmentState.TooLarge, null, null);
    }

    /// <summary>What is fetched may be erased in the same moment: whoever comes second sees what the first one did.</summary>
    private static async ValueTask Lock(AppDb db, long id) => await FindComplaint.Lock(db, await db.ComplaintAttachments
        .Where(a => a.Id == id).Join(db.Complaints, a => a.ComplaintId, c => c.Id, (_, c) => c.Code).SingleAsync());

    private async ValueTask TryLater(WriteContext write, long id)
    {
        await Lock(write.Db, id);
        var attachment = await write.Db.ComplaintAttachments.SingleAsync(a => a.Id == id);
        if (attachment.State != AttachmentState.Waiting) return;
        attachment.TryLater(time.GetUtcNow());
        if (attachment.Tries >= options.Value.AttachmentTries) await Finish(write, id, AttachmentState.Gone, null, 0);
    }

    private async ValueTask Finish(WriteContext write, long id, AttachmentState state, string? name, long size)
    {
        await Lock(write.Db, id);
        var attachment = await write.Db.ComplaintAttachments.SingleAsync(a => a.Id == id);
        if (attachment.State == AttachmentState.Erased && name is not null) write.AfterCommit(() => folder.Erase(name));
        if (attachment.State != AttachmentState.Waiting) return;
        if (state == AttachmentState.Kept)
        {
            attachment.Keep(name!, size);
            return;
        }

        var complaint = await write.Db.Complaints.SingleAsync(c => c.Id == attachment.ComplaintId);
        if (attachment.KeptAs is { } left) write.AfterCommit(() => folder.Erase(left));
        var lost = LocalizedText.Of($"complaint.told.{state}", ComplaintText.Code(complaint), options.Value.AttachmentMaxBytes / 1_000_000,
            NameOf(attachment));
        attachment.GiveUp(state);
        var journal = new ComplaintJournal(write.Db, async o => await later.Put(write, o), time.GetUtcNow(), Relation.System, null);
        journal.Record(complaint, Act.LoseAttachment, complaint.State);
        if (attachment.FromCitizen) await journal.TellCitizen(complaint, lost,
            HandleComplaint.Own("tambah", complaint));
        else if (complaint.HolderId is { } holder) await journal.TellOfficial(holder, lost, text);
    }

    private static LocalizedText NameOf(ComplaintAttachment attachment) => attachment.Name is { } name
        ? LocalizedText.Of("complaint.file-name", name)
        : $"complaint.file-lost.{attachment.Kind}";

    [LoggerMessage(LogLevel.Warning, "Attachment {Id}, try {Try}, failed with {Error}; it is fetched again later.")]
    private partial void LogFailed(long id, int @try, string error);

    [LoggerMessage(LogLevel.Error, "Looking for attachments failed: {Error}")]
    private partial void LogLookFailed(string error);
}
