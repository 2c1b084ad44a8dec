using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Dialogs.Conversations;

/// <summary>
/// Forgets messages that stay behind: those of announcements, kept for their report, and those that could not be handled or sent, kept for
/// a look. Nothing that still waits to be sent is among them.
/// </summary>
internal sealed class ForgetMessages(WriteQueue writer, TimeProvider time)
{
    /// <summary>So long they are kept.</summary>
    internal static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>Deletes them.</summary>
    public Task Run(CancellationToken stop = default)
    {
        var before = time.GetUtcNow() - Keep;
        return writer.Enqueue(async write =>
        {
            await write.Db.Outbox.Where(m => m.State != OutboxState.Waiting && m.State != OutboxState.Accepted && m.DueAt < before)
                .ExecuteDeleteAsync(stop);
            await write.Db.Inbox.Where(m => m.Body != null && m.ReceivedAt < before).ExecuteDeleteAsync(stop);
        });
    }
}
