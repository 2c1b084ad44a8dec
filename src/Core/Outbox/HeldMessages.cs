namespace Core.Outbox;

/// <summary>
/// The messages that this process has claimed and not yet marked. While it lives nobody claims them again, however long the platform
/// or the database is away; what is not in here is never sent. Each is taken in hand once, in whatever ways it is heard of.
/// </summary>
internal sealed class HeldMessages
{
    private const int Remembered = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<long> _ids = [];
    private readonly HashSet<long> _done = [];
    private readonly Queue<long> _doneInOrder = new();
    private HashSet<long> _missedBefore = [];

    public IReadOnlyCollection<long> Ids
    {
        get
        {
            lock (_lock) return [.. _ids];
        }
    }

    /// <summary>Takes a message in hand; false where it is already, or its row was taken away a moment ago.</summary>
    public bool TryAdd(long id)
    {
        lock (_lock) return !_done.Contains(id) && _ids.Add(id);
    }

    public bool Contains(long id)
    {
        lock (_lock) return _ids.Contains(id);
    }

    /// <summary>Whether it is in hand, or its row was taken away a moment ago.</summary>
    public bool Knows(long id)
    {
        lock (_lock) return _ids.Contains(id) || _done.Contains(id);
    }

    /// <summary>Lets go of a message whose row stays.</summary>
    public void Remove(long id)
    {
        lock (_lock) _ids.Remove(id);
    }

    /// <summary>Lets go of a message whose row is gone, so that nobody who hears of it late takes it in hand once more.</summary>
    public void RemoveForGood(long id)
    {
        lock (_lock)
        {
            _ids.Remove(id);
            if (!_done.Add(id)) return;
            _doneInOrder.Enqueue(id);
            if (_doneInOrder.Count > Remembered) _done.Remove(_doneInOrder.Dequeue());
        }
    }

    /// <summary>
    /// Of the rows that stand under our name, those that we do not hold, at this look and at the one before it: a claim that was
    /// committed while we heard that it was not, or what another worker gave us and we did not hear of.
    /// </summary>
    public List<long> LostOf(IEnumerable<long> ours)
    {
        var missed = ours.Where(id => !Contains(id)).ToHashSet();
        var lost = missed.Where(_missedBefore.Contains).ToList();
        _missedBefore = missed;
        return lost;
    }
}
