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
    private readonly Dictionary<int, Waiting> _lanes = [];
    private Task _reading = Task.CompletedTask;
    private bool _isReading;

    /// <summary>Hears the lane of a chat and to whom a message to it was given.</summary>
    public void Hear(string said)
    {
        if (said.Split(' ', 2) is [var lane, var to] && to == instance && int.TryParse(lane, CultureInfo.InvariantCulture, out var number))
            LookInto(number);
    }

    /// <summary>Looks what stands under our name in a lane and is not in hand yet.</summary>
    public void LookInto(int lane)
    {
        lock (gate) Look(lane);
    }

    /// <summary>Whether a message that is in hand waits here until older ones to its chat are; it is lined up in its place then.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="look">Whether there may be some of which we have not heard.</param>
    public bool HoldsBack(ClaimedMessage claimed, bool look)
    {
        lock (gate)
        {
            if (look) Look(claimed.Chat.Lane);
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

    private void Look(int lane)
    {
        if (_lanes.TryGetValue(lane, out var waiting)) waiting.Read = false;
        else _lanes[lane] = new Waiting();
        if (_isReading) return;
        _isReading = true;
        _reading = Task.Run(ReadAll);
    }

    private async Task ReadAll()
    {
        while (true)
        {
            List<int> lanes;
            lock (gate)
            {
                foreach (var (lane, waiting) in _lanes.Where(l => l.Value.Read).ToList()) LetGo(lane, waiting);
                lanes = [.. _lanes.Keys];
                foreach (var waiting in _lanes.Values) waiting.Read = true;
                _isReading = lanes.Count > 0;
                if (!_isReading) return;
            }

            var found = await Read(lanes);
            lock (gate)
                foreach (var (lane, message) in found) _lanes[lane].Messages.Add(message);
        }
    }

    private void LetGo(int lane, Waiting waiting)
    {
        foreach (var message in waiting.Messages.OrderBy(m => m.Id)) line(message);
        _lanes.Remove(lane);
    }

    /// <summary>What cannot be read now is found at a later look of <see cref="OwnRows"/>.</summary>
    private async Task<List<(int Lane, ClaimedMessage Message)>> Read(List<int> lanes)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var rows = await db.Outbox.AsNoTracking()
                .Where(m => m.Owner == instance && m.State == OutboxState.Waiting && lanes.Contains(m.Lane)).ToListAsync();
            return rows.Where(row => held.TryAdd(row.Id)).Select(row => (row.Lane, new ClaimedMessage(row.Id, row.Channel,
                ClaimedMessage.MessageOf(row.Body, row.Address), row.ValidUntil, row.Batch, row.Bulk))).ToList();
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>What waits in a lane, and whether what stood under our name at the last look is among it.</summary>
    private sealed class Waiting
    {
        public bool Read { get; set; }

        public List<ClaimedMessage> Messages { get; } = [];
    }
}
