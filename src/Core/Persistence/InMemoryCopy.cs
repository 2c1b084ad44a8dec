namespace Core.Persistence;

/// <summary>
/// What each process keeps in memory of the database. Who changes it has it read anew at once, and by a signal at the other processes;
/// one that hears nothing reads by the clock. Readings follow each other, so that an older one never comes last.
/// </summary>
internal sealed class InMemoryCopy
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Func<CancellationToken, Task> _read;
    private readonly IWorkers _workers;
    private readonly string _subject;
    private volatile Task _underWay = Task.CompletedTask;

    /// <summary>Begins to hear what other processes change of this subject.</summary>
    public InMemoryCopy(string subject, IWorkers workers, Func<CancellationToken, Task> read)
    {
        (_subject, _workers, _read) = (subject, workers, read);
        workers.Listen(subject, _ => ReadSoon());
    }

    /// <summary>The last reading that somebody's change led to.</summary>
    public Task UnderWay => _underWay;

    /// <summary>Reads it anew, after a reading that is under way.</summary>
    public async Task Read(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            await _read(stop);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>It was changed, and the change is on disk.</summary>
    public void Changed()
    {
        ReadSoon();
        _workers.Signal(_subject, "");
    }

    // What fails here is read again by the clock, which says so if it fails there too.
    private void ReadSoon() => _underWay = Task.Run(() => Read(CancellationToken.None));
}
