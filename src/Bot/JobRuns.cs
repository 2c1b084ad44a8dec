using System.Collections.Concurrent;

namespace Bot;

/// <summary>How the jobs of this process went since its start.</summary>
internal sealed class JobRuns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, JobRun> _last = new();

    /// <summary>The last run of each job that ran.</summary>
    public IReadOnlyDictionary<string, JobRun> Last => _last;

    /// <summary>Another process does it now: how it went here says nothing any more.</summary>
    public void Forget(string job) => _last.TryRemove(job, out _);

    /// <summary>A job ended well, or with the name of an error.</summary>
    public void Note(string job, TimeSpan took, string? error)
    {
        var now = time.GetUtcNow();
        _last.AddOrUpdate(job, _ => new JobRun(now, error is null ? now : null, took, error is null ? 0 : 1, error, error is null ? 0 : 1),
            (_, before) => new JobRun(now, error is null ? now : before.GoodAt, took, error is null ? 0 : before.InARow + 1, error,
                before.Failures + (error is null ? 0 : 1)));
    }
}

/// <summary>A job's last run.</summary>
/// <param name="At">When it ended.</param>
/// <param name="GoodAt">When one last ended well.</param>
/// <param name="Took">How long it took.</param>
/// <param name="InARow">How many failed up to and with this one.</param>
/// <param name="Error">The error of this one.</param>
/// <param name="Failures">How many failed since the start.</param>
internal sealed record JobRun(DateTimeOffset At, DateTimeOffset? GoodAt, TimeSpan Took, int InARow, string? Error, int Failures);
