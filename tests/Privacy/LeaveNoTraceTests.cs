using Core.Persistence;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Privacy;

/// <summary>When the database's files are made to forget.</summary>
public sealed class LeaveNoTraceTests
{
    [Fact]
    public async Task What_is_said_after_an_erasure_is_forgotten_too_and_nothing_runs_where_nobody_was_erased()
    {
        var (time, runs) = (new FakeTimeProvider(), 0);
        await using var traces = new LeaveNoTrace(() => Task.FromResult(++runs), time);

        await traces.RunAfter();
        runs.ShouldBe(0);
        traces.Wake();
        await traces.RunAfter();
        runs.ShouldBe(2);
        time.Advance(TimeSpan.FromMinutes(59));
        await traces.RunAfter();
        runs.ShouldBe(3);
        time.Advance(TimeSpan.FromMinutes(2));
        await traces.RunAfter();
        runs.ShouldBe(3);
    }
}
