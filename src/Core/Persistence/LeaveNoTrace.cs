namespace Core.Persistence;

/// <summary>
/// Has the database's own files forget what was erased: a journal may hold it long after the tables do not. Each vendor has its
/// way, which runs beside everything else, after the commit.
/// </summary>
/// <param name="how">The vendor's way; it may be asked again at any time.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaveNoTrace(Func<Task> how, TimeProvider time) : IAsyncDisposable
{
    // The proof of an erasure names its receiver, and is sent after it.
    private static readonly TimeSpan Aftermath = TimeSpan.FromHours(1);

    private readonly Lock _order = new();
    private Task _last = Task.CompletedTask;
    private DateTimeOffset _until;

    /// <summary>Does it, one run after another.</summary>
    public void Wake()
    {
        lock (_order)
        {
            _until = time.GetUtcNow() + Aftermath;
            _last = Chain(_last);
        }
    }

    /// <summary>Does it where something was erased within the hour: what was said about that has gone out since.</summary>
    public Task RunAfter(CancellationToken stop = default) => time.GetUtcNow() < _until ? Run(stop) : Task.CompletedTask;

    /// <summary>Does it and waits for the end.</summary>
    public Task Run(CancellationToken stop = default)
    {
        lock (_order) return _last = Chain(_last);
    }

    /// <summary>Waits for what is under way.</summary>
    public async ValueTask DisposeAsync() => await _last;

    private async Task Chain(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await how();
    }
}
