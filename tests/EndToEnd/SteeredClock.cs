using System.Globalization;
using Bot;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.EndToEnd;

/// <summary>
/// A clock that a test steers while the process runs, and that goes on over its lives: it runs so many times as fast, and jumps, by what
/// stands in a file. Timers go by it. It comes in by <see cref="MovedClock"/>.
/// </summary>
internal sealed class SteeredClock : TimeProvider
{
    private const string Variable = "TEST_CLOCK_FILE";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private readonly string _file;
    private readonly Lock _lock = new();
    private readonly HashSet<Steered> _timers = [];
    private readonly Timer _ticks;
    private (long Real, long Shown, double Speed) _now;
    private DateTime _read;

    private SteeredClock(string file)
    {
        _file = file;
        Read();
        _ticks = new Timer(_ => Tick(), null, Look, Look);
    }

    /// <summary>The environment of a process that goes by it.</summary>
    public static Dictionary<string, string> Environment(string file) =>
        new() { ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Tests", [Variable] = file };

    /// <summary>From now on the clock shows this and runs so fast.</summary>
    public static void Steer(string file, DateTimeOffset shows, double speed)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{System.GetUtcNow().UtcTicks} {shows.UtcTicks} {speed}");
        File.WriteAllText(file + ".part", line);
        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>What the clock shows now.</summary>
    public static DateTimeOffset Now(string file) => Shown(Parse(File.ReadAllText(file)));

    internal static void AddTo(IWebHostBuilder builder)
    {
        if (global::System.Environment.GetEnvironmentVariable(Variable) is not { } file) return;
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new SteeredClock(file))
            .AddSingleton(new BuildDate(Now(file).AddMonths(-1))));
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return Shown(_now);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Steered(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private static (long, long, double) Parse(string line) => line.Split(' ') is [var real, var shown, var speed]
        ? (long.Parse(real, CultureInfo.InvariantCulture), long.Parse(shown, CultureInfo.InvariantCulture),
            double.Parse(speed, CultureInfo.InvariantCulture))
        : throw new FormatException(line);

    private static DateTimeOffset Shown((long Real, long Shown, double Speed) now) =>
        new(now.Shown + (long)((System.GetUtcNow().UtcTicks - now.Real) * now.Speed), TimeSpan.Zero);

    private void Read()
    {
        if (File.GetLastWriteTimeUtc(_file) is var written && written == _read) return;
        _now = Parse(File.ReadAllText(_file));
        _read = written;
    }

    private void Tick()
    {
        List<Steered> due;
        lock (_lock)
        {
            Read();
            var now = Shown(_now);
            due = [.. _timers.Where(t => t.Due <= now)];
            foreach (var timer in due) timer.Next(now);
        }

        foreach (var timer in due) ThreadPool.QueueUserWorkItem(_ => timer.Fire());
    }

    private sealed class Steered(SteeredClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public void Next(DateTimeOffset now)
        {
            if (_period > TimeSpan.Zero) Due = now + _period;
            else clock._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                (Due, _period) = (Shown(clock._now) + dueTime, period);
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
