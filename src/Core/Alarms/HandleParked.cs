using Core.Dialogs.Messages;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Alarms;

/// <summary>Handles what somebody wants handled once more: parked messages without failures.</summary>
internal sealed class HandleParked(IDbContextFactory<AppDb> databases, ReceiveMessages receive)
{
    /// <summary>Does it; what fails again is parked again.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var wanted = db.Inbox.AsNoTracking().Where(m => m.Body != null && m.Failures == 0).OrderBy(m => m.Id);
        foreach (var row in await wanted.ToListAsync(stop))
            await receive.HandleParked(row.Id, row.Body!);
    }
}
