using System.Collections.Concurrent;

namespace Core.Outbox;

/// <summary>
/// The messages that this process has claimed and not yet marked. While it lives nobody claims them again, however long the platform
/// or the database is away; what is not in here is never sent.
/// </summary>
internal sealed class HeldMessages
{
    private readonly ConcurrentDictionary<long, bool> _ids = new();
    private HashSet<long> _missedBefore = [];

    public IReadOnlyCollection<long> Ids => [.. _ids.Keys];

    public void Add(long id) => _ids[id] = true;

    public bool Contains(long id) => _ids.ContainsKey(id);

    public void Remove(long id) => _ids.TryRemove(id, out _);

    /// <summary>
    /// Of the rows that stand under our name, those that we do not hold, at this look and at the one before it: a claim that was
    /// committed while we heard that it was not.
    /// </summary>
    public List<long> LostOf(IEnumerable<long> ours)
    {
        var missed = ours.Where(id => !Contains(id)).ToHashSet();
        var lost = missed.Where(_missedBefore.Contains).ToList();
        _missedBefore = missed;
        return lost;
    }
}
