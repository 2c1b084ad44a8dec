using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>What happened and is not confirmed yet: kept until a question with a higher offset comes, or it is too old.</summary>
internal sealed class BotApiUpdates(TimeProvider time, Action changed)
{
    private const int Terminated = -1;
    private static readonly TimeSpan LongPollMax = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan MessagesLive = TimeSpan.FromSeconds(86_400);
    private static readonly TimeSpan PressesLive = TimeSpan.FromSeconds(150);

    private readonly Lock _lock = new();
    private readonly SortedList<long, (JsonObject Json, DateTimeOffset Until)> _pending = [];
    private readonly List<JsonObject> _confirmed = [];
    private readonly List<JsonObject> _again = [];
    private readonly HashSet<long> _handedOut = [];
    private readonly HashSet<long> _repeated = [];
    private readonly HashSet<string> _repeatedPresses = [];
    private TaskCompletionSource<int>? _waiting;
    private long _last = 700_000_000;

    /// <summary>How many wait to be confirmed.</summary>
    public int Pending { get { lock (_lock) return _pending.Count; } }

    /// <summary>How many different ones were handed out more than once.</summary>
    public int Redelivered { get { lock (_lock) return _repeated.Count; } }

    /// <summary>All that is not confirmed.</summary>
    public IReadOnlyList<JsonObject> All()
    {
        lock (_lock) return [.. _pending.Values.Select(p => p.Json)];
    }

    /// <summary>Whether the update of a press came more than once, so that it may well be answered twice.</summary>
    public bool WasRepeated(string press)
    {
        lock (_lock) return _repeatedPresses.Contains(press);
    }

    /// <summary>Notes that an update goes out once more.</summary>
    public void Repeated(JsonObject update)
    {
        lock (_lock)
        {
            _repeated.Add((long)update["update_id"]!);
            if ((string?)update["callback_query"]?["id"] is { } press) _repeatedPresses.Add(press);
        }
    }

    /// <summary>Numbers an update and keeps it; gives it back with its number.</summary>
    public JsonObject Add(JsonObject update)
    {
        lock (_lock)
        {
            var numbered = new JsonObject { ["update_id"] = ++_last };
            foreach (var (name, value) in update.Where(p => p.Key != "update_id")) numbered[name] = value?.DeepClone();
            _pending.Add(_last, (numbered, time.GetUtcNow() + (update.ContainsKey("callback_query") ? PressesLive : MessagesLive)));
            Wake();
            return numbered;
        }
    }

    /// <summary>Goes on numbering from elsewhere, as the platform does after a silent week.</summary>
    public void NumberFrom(long id)
    {
        lock (_lock) _last = id - 1;
    }

    /// <summary>Hands the last confirmed updates out once more.</summary>
    public void Repeat(int count)
    {
        lock (_lock)
        {
            _again.AddRange(_confirmed.TakeLast(count).Select(u => (JsonObject)u.DeepClone()));
            Wake();
        }
    }

    public void Confirm(long id)
    {
        lock (_lock)
            if (_pending.Remove(id, out var done)) _confirmed.Add(done.Json);
        changed();
    }

    /// <summary>Answers getUpdates; null when another question took over.</summary>
    public async Task<JsonArray?> Get(long offset, long limit, long timeout, CancellationToken gone)
    {
        TaskCompletionSource<int> mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            Forget(offset);
            _waiting?.TrySetResult(Terminated);
            if (timeout <= 0 || _pending.Count + _again.Count > 0) return Take(limit);
            _waiting = mine;
        }

        var wait = TimeSpan.FromSeconds(timeout) is var asked && asked > LongPollMax ? LongPollMax : asked;
        try
        {
            if (await mine.Task.WaitAsync(wait, time, gone) == Terminated) return null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Nothing happened, or the bot hung up.
        }

        lock (_lock)
        {
            if (_waiting == mine) _waiting = null;
            return gone.IsCancellationRequested ? [] : Take(limit);
        }
    }

    private void Wake() => _waiting?.TrySetResult(0);

    private void Forget(long offset)
    {
        var now = time.GetUtcNow();
        foreach (var (id, (json, until)) in _pending.ToList())
        {
            if (id >= offset && until > now) continue;
            _pending.Remove(id);
            if (id < offset) _confirmed.Add(json);
            changed();
        }
    }

    private JsonArray Take(long limit)
    {
        var updates = new JsonArray();
        foreach (var again in _again) updates.Add(again);
        foreach (var again in _again) Repeated(again);
        _again.Clear();
        foreach (var (id, (json, _)) in _pending.Take((int)Math.Clamp(limit, 1, 100)))
        {
            updates.Add(json.DeepClone());
            if (!_handedOut.Add(id)) Repeated(json);
        }

        return updates;
    }
}
