namespace Core.Persistence;

/// <summary>
/// The processes that work on one database, as one of them sees it. Who lives, who has which lock and who is woken is known by the
/// database itself; each vendor has its own way, and nothing here is a protocol of ours.
/// </summary>
internal interface IWorkers
{
    /// <summary>
    /// Whether several may work at once. Where not, this process is the only one and writes one transaction after the other.
    /// </summary>
    bool MayBeSeveral { get; }

    /// <summary>
    /// This process's place among those that take part; null while it does not or the database cannot tell: then it claims and sends
    /// nothing.
    /// </summary>
    WorkerPlace? Place { get; }

    /// <summary>Whether this is the one process that runs the jobs.</summary>
    bool Leads { get; }

    /// <summary>
    /// Whether this process ran the jobs when the database went away, and has not its place again: while nobody can lead it is the one that
    /// tells people of it.
    /// </summary>
    bool LedLast { get; }

    /// <summary>What is added to a query for rows to claim, so that rows in another worker's hands are passed over.</summary>
    string SkipLocked { get; }

    /// <summary>A condition on a row of the outbox: the process under whose name it stands is gone.</summary>
    string OwnerIsGone { get; }

    /// <summary>Takes this process's name, until it ends.</summary>
    /// <exception cref="InvalidDataException">The name is taken by another living process.</exception>
    Task Join(CancellationToken stop);

    /// <summary>
    /// Takes this process's place among those that send and may lead. One that is still starting has none, so that no chat waits for it.
    /// </summary>
    Task TakePart(CancellationToken stop);

    /// <summary>
    /// What waits until nobody else holds the name <c>@p0</c>, and holds it until the transaction ends; null where only one writes.
    /// </summary>
    string? LockSql { get; }

    /// <summary>The same for each name of the array <c>@p0</c>, in its order.</summary>
    string? LockAllSql { get; }

    /// <summary>
    /// Holds a name beyond a transaction, for work that is long and done once; null when another process holds it. It is let go of when
    /// it is disposed of, and by the database when the process dies.
    /// </summary>
    Task<IAsyncDisposable?> TryHold(string name, CancellationToken stop = default);

    /// <summary>
    /// Wakes the other processes; several of the same before they go out are one. One that gets lost is made up for by their next look.
    /// </summary>
    void Signal(string subject, string what);

    /// <summary>Hears what other processes signal.</summary>
    void Listen(string subject, Action<string> hear);

    /// <summary>Does something before this process takes its place again after it had lost it.</summary>
    void BeforeRejoining(Func<Task> act);
}

/// <summary>A process's place among those that take part.</summary>
/// <param name="Names">The names of all of them, in order.</param>
/// <param name="Rank">Which of them this one is, from 0.</param>
internal sealed record WorkerPlace(IReadOnlyList<string> Names, int Rank)
{
    /// <summary>How many take part, this one included.</summary>
    public int Count => Names.Count;

    /// <summary>Whether messages to this chat are sent by this process.</summary>
    public bool IsFor(ChatKey chat) => chat.Lane % Count == Rank;

    /// <summary>The name of the process that sends messages to this chat.</summary>
    public string SenderOf(ChatKey chat) => Names[chat.Lane % Count];
}

/// <summary>The only process there is.</summary>
internal class OneWorker : IWorkers
{
    /// <inheritdoc/>
    public bool MayBeSeveral => false;

    /// <inheritdoc/>
    public WorkerPlace? Place { get; } = new([""], 0);

    /// <inheritdoc/>
    public bool Leads => true;

    /// <inheritdoc/>
    public bool LedLast => false;

    /// <inheritdoc/>
    public string SkipLocked => "";

    /// <inheritdoc/>
    public string OwnerIsGone => "1 = 1";

    /// <inheritdoc/>
    public virtual Task Join(CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task TakePart(CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public string? LockSql => null;

    public string? LockAllSql => null;

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> TryHold(string name, CancellationToken stop = default) =>
        Task.FromResult<IAsyncDisposable?>(new NothingHeld());

    /// <inheritdoc/>
    public void Signal(string subject, string what)
    {
        // Nobody else is there.
    }

    /// <inheritdoc/>
    public void Listen(string subject, Action<string> hear)
    {
        // Nobody else is there.
    }

    /// <inheritdoc/>
    public void BeforeRejoining(Func<Task> act)
    {
        // A place that nobody can take is never lost.
    }

    private sealed class NothingHeld : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
