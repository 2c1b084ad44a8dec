namespace Core.Persistence;

/// <summary>
/// Has the database's own files forget what was erased: a journal may hold it long after the tables do not. Each vendor has its
/// way, which runs beside everything else, after the commit.
/// </summary>
/// <param name="how">The vendor's way; it may be asked again at any time.</param>
internal sealed class LeaveNoTrace(Func<Task> how) : IAsyncDisposable
{
    private readonly Lock _order = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Does it, one run after another.</summary>
    public void Wake()
    {
        lock (_order) _last = Chain(_last);
    }

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
