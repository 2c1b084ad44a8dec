using Bot;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Tests.EndToEnd.MovedClock))]

namespace Tests.EndToEnd;

/// <summary>
/// Gives a bot process a clock that began at another moment and runs faster, timers included. It comes in by the host's own door
/// for additions (<c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c>), so the service has no setting for it; several processes agree on the time.
/// </summary>
public sealed class MovedClock : IHostingStartup
{
    private const string Variable = "TEST_CLOCK";

    /// <summary>The environment of a process whose clock shows <paramref name="start"/> now and runs so many times as fast.</summary>
    public static Dictionary<string, string> Environment(DateTimeOffset start, int speed) => new()
    {
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Tests",
        [Variable] = $"{start.UtcTicks} {TimeProvider.System.GetUtcNow().UtcTicks} {speed}",
    };

    public void Configure(IWebHostBuilder builder)
    {
        SteeredClock.AddTo(builder);
        if (System.Environment.GetEnvironmentVariable(Variable)?.Split(' ').Select(long.Parse)
            .ToArray() is not [var start, var began, var speed]) return;
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new Clock(start, began, speed))
            .AddSingleton(new BuildDate(new DateTimeOffset(start, TimeSpan.Zero).AddMonths(-1))));
    }

    private sealed class Clock(long start, long began, long speed) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(start + ((System.GetUtcNow().UtcTicks - began) * speed), TimeSpan.Zero);

        public override long GetTimestamp() => System.GetTimestamp() * speed;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

        private TimeSpan Scaled(TimeSpan time) =>
            time <= TimeSpan.Zero ? time : new(Math.Max(time.Ticks / speed, TimeSpan.TicksPerMillisecond));
    }
}
