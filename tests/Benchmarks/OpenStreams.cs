using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>
/// The web chat under load: <c>streams [STREAMS PER_SECOND SECONDS [FILE]]</c>. So many browsers have their stream open, so many press a
/// button each second; from when a press was due until its reply stands in the browser's stream. Browsers and service share the machine.
/// </summary>
internal static class OpenStreams
{
    private const int Opening = 100;

    public static async Task<int> Run(string[] args)
    {
        var numbers = args.Take(3).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        var (count, rate, seconds) = numbers is [var c, var r, var s] ? (c, r, s) : (2000, 300, 30);
        var port = FreePort();
        await using var bot = args.Length > 3 ? new BotProcess { Executable = Path.GetFullPath(args[3]), Program = [] } : new BotProcess
        {
            Program = ["exec", "--depsfile", Path.Combine(AppContext.BaseDirectory, "Benchmarks.deps.json"),
                typeof(Bot.Startup).Assembly.Location],
        };
        foreach (var (key, value) in new[] { ("Web__Url", $"http://127.0.0.1:{port}"), ("Web__StreamsPerIp", "100000"),
            ("Web__NewChatsPerHourPerIp", "100000"), ("Web__PostsPerMinute", "600"), ("Web__PostsPerMinutePerIp", "1000000"),
            ("DOTNET_BUNDLE_EXTRACT_BASE_DIR", Path.Combine(bot.Folder, ".net")) }) bot.Settings[key] = value;
        bot.Start();
        await bot.Up;
        var rest = bot.ResidentMb;
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = int.MaxValue })
        { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
        var talks = Enumerable.Range(0, count).Select(i => new OpenTalk(http, i)).ToList();
        var following = new List<Task>();
        foreach (var some in talks.Chunk(Opening))
        {
            following.AddRange(some.Select(t => t.Follow(stop.Token)));
            await Task.WhenAll(some.Select(t => t.Act(Stopwatch.GetTimestamp(), stop.Token)));
        }

        var open = bot.ResidentMb;
        var (waits, late) = await Press(talks, rate, seconds, stop.Token);
        waits.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} open streams, {waits.Count / (double)seconds:0} presses/s over {seconds} s: p50 {At(0.5):0} ms, p99 {At(0.99):0} ms, longest {waits[^1]:0} ms; {late} were not due in time; memory {rest} MB before, {open} MB with all open, {bot.ResidentMb} MB after"));
        var failed = following.Count(f => f.IsCompleted);
        if (failed > 0) Console.WriteLine($"{failed} streams ended by themselves");
        await stop.CancelAsync();
        return failed == 0 ? 0 : 1;

        double At(double share) => waits[(int)((waits.Count - 1) * share)];
    }

    private static async Task<(List<double> Waits, int Late)> Press(List<OpenTalk> talks, int rate, int seconds, CancellationToken stop)
    {
        var (waits, sent, next, late) = (new List<double>(), new List<Task>(), 0, 0);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = began + (Stopwatch.Frequency * i / rate);
            if (due - Stopwatch.GetTimestamp() is > 0 and var left)
                await Task.Delay(TimeSpan.FromSeconds(left / (double)Stopwatch.Frequency), stop);
            var tries = 0;
            while (talks[next++ % talks.Count].Busy && ++tries < talks.Count) late++;
            var talk = talks[(next - 1) % talks.Count];
            sent.Add(Task.Run(async () =>
            {
                var wait = await talk.Act(due, stop);
                lock (waits) waits.Add(wait);
            }, stop));
        }

        await Task.WhenAll(sent).WaitAsync(TimeSpan.FromSeconds(60), stop);
        return (waits, late);
    }

    private static int FreePort()
    {
        using var port = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        port.Start();
        return ((IPEndPoint)port.LocalEndpoint).Port;
    }
}
