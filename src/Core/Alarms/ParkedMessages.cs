using Core.Inbox;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Alarms;

/// <summary>A message that could not be handled or sent: where from, since when and why, and nothing of what it says.</summary>
/// <param name="Received">Whether it was received and could not be handled; else it could not be sent.</param>
/// <param name="Id">Its number there.</param>
/// <param name="Channel">The channel.</param>
/// <param name="At">When it came or was to go.</param>
/// <param name="Why">The kind of error, or the platform's words.</param>
internal sealed record Parked(bool Received, long Id, string Channel, DateTimeOffset At, string Why)
{
    /// <summary>Its name for people: <c>i12</c> in the inbox, <c>o7</c> in the outbox.</summary>
    public string Name => $"{(Received ? 'i' : 'o')}{Id}";
}

/// <summary>Shows what is parked, has it handled or sent again, or drops it.</summary>
internal static class ParkedMessages
{
    /// <summary>Parked messages, the oldest first; those that are to be handled again are no longer among them.</summary>
    public static async Task<IReadOnlyList<Parked>> List(AppDb db, int most)
    {
        var received = await Received(db).OrderBy(m => m.Id).Take(most)
            .Select(m => new Parked(true, m.Id, m.Channel, m.ReceivedAt, m.Error ?? "")).ToListAsync();
        var unsent = await Unsent(db).OrderBy(m => m.Id).Take(most)
            .Select(m => new Parked(false, m.Id, m.Channel, m.DueAt, m.Error ?? "")).ToListAsync();
        return [.. received.Concat(unsent).OrderBy(p => p.At).Take(most)];
    }

    /// <summary>How many there are.</summary>
    public static async Task<int> Count(AppDb db) => await Received(db).CountAsync() + await Unsent(db).CountAsync();

    /// <summary>Has one handled or sent once more; false when it is parked no longer.</summary>
    public static async Task<bool> Again(AppDb db, Parked parked, DateTimeOffset now)
    {
        if (parked.Received) return await Received(db).Where(m => m.Id == parked.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(f => f.Failures, 0)) == 1;
        return await Unsent(db).Where(m => m.Id == parked.Id).ExecuteUpdateAsync(m => m.SetProperty(f => f.State, OutboxState.Waiting)
            .SetProperty(f => f.Attempts, 0).SetProperty(f => f.DueAt, now).SetProperty(f => f.Error, (string?)null)) == 1;
    }

    /// <summary>Drops what one says; that it came stays noted, so that the platform's repeat is not handled after all.</summary>
    public static async Task<bool> Drop(AppDb db, Parked parked)
    {
        if (parked.Received) return await Received(db).Where(m => m.Id == parked.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(f => f.Body, (string?)null).SetProperty(f => f.Error, (string?)null)) == 1;
        return await Unsent(db).Where(m => m.Id == parked.Id && m.Batch == null).ExecuteDeleteAsync() == 1
            || await Unsent(db).Where(m => m.Id == parked.Id)
                .ExecuteUpdateAsync(m => m.SetProperty(f => f.State, OutboxState.Dropped)) == 1;
    }

    private static IQueryable<InboxMessage> Received(AppDb db) => db.Inbox.AsNoTracking().Where(m => m.Body != null && m.Failures > 0);

    private static IQueryable<OutboxMessage> Unsent(AppDb db) => db.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Parked);
}
