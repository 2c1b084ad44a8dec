using Core.Persistence;
using Core.Schedules;

namespace Bot;

/// <summary>
/// Finds out whether people's answers can be stored right now, by storing something the way they are: a full disk, a lock and a
/// file that was taken away show themselves in no reading. Who asks while a probe runs, or right after one, gets its answer.
/// </summary>
internal sealed class ProbeWriting(WriteQueue writer, TimeProvider time)
{
    private const string Name = "health-probe";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly Lock _order = new();
    private Task<string?>? _running;
    private DateTimeOffset _since;

    /// <summary>Why nothing can be stored; null when it can.</summary>
    public async Task<string?> Look()
    {
        try
        {
            return await Running().WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return $"cannot be written (no answer for {(time.GetUtcNow() - _since).TotalSeconds:0} s: locked, or the disk stands still)";
        }
    }

    private Task<string?> Running()
    {
        lock (_order)
        {
            if (_running is { IsCompleted: false } || (_running is not null && time.GetUtcNow() - _since < Fresh)) return _running;
            _since = time.GetUtcNow();
            return _running = Store();
        }
    }

    private async Task<string?> Store()
    {
        try
        {
            await writer.Enqueue(async write => { await JobCheckpoint.Look(write, Name, time.GetUtcNow()); });
            return null;
        }
        catch (Exception e)
        {
            return $"cannot be written ({(e.InnerException ?? e).Message.Split('\n')[0]})";
        }
    }
}
