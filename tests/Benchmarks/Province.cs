using System.Globalization;
using Bot.CommandLine;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>
/// Several instansi from one installation: a process, a folder and a database each, as <c>deploy/suara@.service</c> starts them, each
/// with a Bot API server of its own and five citizens who rate without end (more than a city's share of ten million ratings a month).
/// Prints what memory each takes at rest and at work, how long replies take, and what the cities add up to.
/// </summary>
internal static class Province
{
    private const int CitizensEach = 5;
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(15);

    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 60;
        var cities = new List<(BotApiServer Server, BotProcess Bot, ChattingCitizens Citizens)>();
        try
        {
            for (var i = 0; i < count; i++) cities.Add(await Start(i));
            await Task.Delay(TimeSpan.FromSeconds(15));
            Memory("at rest", cities.Select(c => c.Bot));
            var (began, work) = (TimeProvider.System.GetUtcNow(), new CancellationTokenSource(TimeSpan.FromSeconds(seconds)));
            await Task.WhenAll(cities.Select(c => c.Citizens.Chat(work.Token)));
            work.Dispose();
            Memory("at work", cities.Select(c => c.Bot));
            var waits = cities.SelectMany(c => c.Citizens.WaitsSince(began)).Order().ToList();
            var rate = waits.Count / (double)seconds;
            var (half, most) = (waits[waits.Count / 2], waits[waits.Count * 99 / 100]);
            var (ratings, unanswered) = (cities.Sum(c => c.Citizens.Ratings), cities.Sum(c => c.Citizens.Unanswered));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rate:0} messages/s, replies p50 {half:0} ms, p99 {most:0} ms, {ratings} ratings, {unanswered} without an answer"));
            return await AddUp(cities.Select(c => c.Bot.Settings["Web__Url"]));
        }
        finally
        {
            foreach (var (server, bot, _) in cities)
            {
                await bot.DisposeAsync();
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<(BotApiServer, BotProcess, ChattingCitizens)> Start(int number)
    {
        var server = await BotApiServer.Start();
        server.Latency = OnTheWay;
        var bot = new BotProcess { Program = [typeof(Province).Assembly.Location, "bot"] };
        bot.UseTelegram(server);
        bot.Settings[ShiftedBot.Shift] = "0";
        bot.Settings["Web__Url"] = $"http://127.0.0.1:{FreePort()}";
        bot.Settings["Instansi__Name"] = $"Kota Peragaan {number + 1}";
        bot.Settings["DOTNET_gcServer"] = "0";
        bot.Settings["DOTNET_GCConserveMemory"] = "5";
        bot.Start();
        await bot.Up;
        return (server, bot, new ChattingCitizens(server, CitizensEach, seed: number, TimeProvider.System));
    }

    private static void Memory(string when, IEnumerable<BotProcess> bots)
    {
        var each = bots.Select(b => b.ResidentMb).Order().ToList();
        Console.WriteLine($"{when}: {each[0]} to {each[^1]} MB each, median {each[each.Count / 2]}, {each.Sum()} MB together");
    }

    private static async Task<int> AddUp(IEnumerable<string> addresses)
    {
        var list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, addresses);
        var result = await Commands.Run(ParsedCommandLine.Parse(["add-up", list]), Console.Out);
        File.Delete(list);
        return result;
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
