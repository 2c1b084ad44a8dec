using System.Globalization;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Outbox;

/// <summary>
/// Takes up messages that another worker put under this one's name, since this one still holds an older one to the same chat. What is put
/// here to chats of the same lane meanwhile waits, so that all go out in the order of their numbers.
/// </summary>
internal sealed class TakeHandedOver(IDbContextFactory<AppDb> databases, HeldMessages held, string instance, Lock gate,
    Action<ClaimedMessage> line)
{
    private const int MostTold = 6_000;

    private readonly Dictionary<int, Waiting> _lanes = [];
    private Task _reading = Task.CompletedTask;
    private bool _isReading;

    /// <summary>What is told to everybody of a message that was put under a worker's name, with the older ones that stand there.</summary>
    public static string Say(ClaimedMessage put, string owner, string? older) => $"{put.Chat.Lane} {Newest(older)}{put.Id} {owner}";

    /// <summary>Hears it; what was given to another is passed by.</summary>
    public void Hear(string said)
    {
        if (said.Split(' ', 3) is not [var lane, var numbers, var to] || to != instance) return;
        if (int.TryParse(lane, CultureInfo.InvariantCulture, out var number)) LookFor(number, Numbers(numbers));
    }

    /// <summary>Takes up those of these messages that stand under our name and are not in hand yet.</summary>
    public void LookFor(int lane, IEnumerable<long> ids)
    {
        lock (gate) Look(lane, ids);
    }

    /// <summary>The numbers of messages, as a query returns them together.</summary>
    public static IEnumerable<long> Numbers(string? together) =>
        together?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture)) ?? [];

    // A signal has room for 8,000 bytes; of the oldest their holder has heard long since.
    private static string Newest(string? older) =>
        older is null ? "" : (older.Length <= MostTold ? older : older[older.IndexOf(',', older.Length - MostTold)..].TrimStart(',')) + ",";

    /// <summary>Whether a message that is in hand waits here until older ones to its chat are; it is lined up in its place then.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="older">Those that stood under our name when it was put or claimed.</param>
    public bool HoldsBack(ClaimedMessage claimed, IEnumerable<long> older)
    {
        lock (gate)
        {
            Look(claimed.Chat.Lane, older);
            if (!_lanes.TryGetValue(claimed.Chat.Lane, out var waiting)) return false;
            waiting.Messages.Add(claimed);
            return true;
        }
    }

    /// <summary>Ends when nothing waits to be read.</summary>
    public Task WhenRead()
    {
        lock (gate) return _reading;
    }

    private void Look(int lane, IEnumerable<long> ids)
    {
        var unknown = ids.Where(id => !held.Knows(id)).ToList();
        if (unknown.Count == 0) return;
        if (!_lanes.TryGetValue(lane, out var waiting)) _lanes[lane] = waiting = new Waiting();
        waiting.Ids.AddRange(unknown);
        if (_isReading) return;
        _isReading = true;
        _reading = Task.Run(ReadAll);
    }

    private async Task ReadAll()
    {
        while (true)
        {
            Dictionary<long, int> lanes = [];
            lock (gate)
            {
                foreach (var (lane, waiting) in _lanes.Where(l => l.Value.Ids.Count == 0).ToList()) LetGo(lane, waiting);
                foreach (var (lane, waiting) in _lanes)
                {
                    foreach (var id in waiting.Ids) lanes[id] = lane;
                    waiting.Ids.Clear();
                }

                _isReading = lanes.Count > 0;
                if (!_isReading) return;
            }

            var found = await Read([.. lanes.Keys]);
            lock (gate)
                foreach (var message in found) _lanes[lanes[message.Id]].Messages.Add(message);
        }
    }

    private void LetGo(int lane, Waiting waiting)
    {
        foreach (var message in waiting.Messages.OrderBy(m => m.Id)) line(message);
        _lanes.Remove(lane);
    }

    /// <summary>What cannot be read now is found at a later look of <see cref="OwnRows"/>.</summary>
    private async Task<List<ClaimedMessage>> Read(List<long> ids)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var rows = await db.Outbox.AsNoTracking()
                .Where(m => ids.Contains(m.Id) && m.Owner == instance && m.State == OutboxState.Waiting).ToListAsync();
            return rows.Where(row => held.TryAdd(row.Id)).Select(row => new ClaimedMessage(row.Id, row.Channel,
                ClaimedMessage.MessageOf(row.Body, row.Address), row.ValidUntil, row.Batch, row.Bulk)).ToList();
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>What is still to be read of a lane's messages, and what waits for it.</summary>
    private sealed class Waiting
    {
        public List<long> Ids { get; } = [];

        public List<ClaimedMessage> Messages { get; } = [];
    }
}
