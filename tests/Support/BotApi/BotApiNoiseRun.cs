using System.Diagnostics;
using Tests.EndToEnd;

namespace Tests.Support.BotApi;

/// <summary>What came of a run with generated updates.</summary>
/// <param name="Seconds">How long handing them out took.</param>
/// <param name="Lives">Whether the process still lived at the end.</param>
/// <param name="Memory">Resident memory in MB, at a tenth of the way and at its end.</param>
/// <param name="Stuck">Chats that gave no answer afterwards.</param>
/// <param name="Refused">Calls of the webhook that were not taken.</param>
/// <param name="Messages">Messages that the bot sent.</param>
internal sealed record BotApiNoiseRun(double Seconds, bool Lives, (long Early, long Late) Memory, int Stuck, long Refused, int Messages)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs the real program against so many generated updates from so many chats.</summary>
    public static async Task<BotApiNoiseRun> Run(BotProcess bot, long count, int chats, bool byWebhook, int seed)
    {
        await using var server = await BotApiNoiseServer.Start(seed, chats, count);
        Prepare(bot, server, byWebhook);
        bot.Start();
        await bot.Up;
        var clock = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource(TimeSpan.FromHours(2));
        var calling = byWebhook ? server.CallAll(stop.Token) : Task.CompletedTask;
        long early = 0;
        var (left, since) = (server.Left, Stopwatch.StartNew());
        while (server.Left > 0 && bot.IsAlive && !calling.IsFaulted)
        {
            if (early == 0 && server.Left < count * 0.9) early = bot.ResidentMb;
            if (server.Left != left) (left, since) = (server.Left, Stopwatch.StartNew());
            if (since.Elapsed > Patience) throw new TimeoutException($"{left} updates are left and none is taken. {server.Told}");
            await Task.Delay(50);
        }

        if (bot.IsAlive && await Task.WhenAny(calling, Task.Delay(Patience, stop.Token)) != calling)
            throw new TimeoutException($"Some update is not taken. {server.Told}");
        if (bot.IsAlive) await calling;
        var (seconds, late) = (clock.Elapsed.TotalSeconds, bot.ResidentMb);
        using var patience = new CancellationTokenSource(Patience);
        var stuck = bot.IsAlive ? await server.AskEach(byWebhook, patience.Token) : [];
        return new(seconds, bot.IsAlive, (early, late), stuck.Count, server.Refused, server.Messages);
    }

    private static void Prepare(BotProcess bot, BotApiNoiseServer server, bool byWebhook)
    {
        (bot.Settings["Telegram__Token"], bot.Settings["Telegram__BaseUrl"]) = (server.Token, server.Url);
        foreach (var (key, value) in new[] { ("PerSecond", "1000"), ("PerChatPerSecond", "100"), ("PerChatBurst", "100") })
            bot.Settings[$"Outbox__{key}"] = value;
        if (!byWebhook) return;
        var port = FreePort();
        (bot.Settings["Web__Url"], bot.Settings["Telegram__Mode"]) = ($"http://127.0.0.1:{port}", "webhook");
        bot.Settings["Telegram__Webhook__Url"] = $"http://127.0.0.1:{port}/telegram/webhook";
        bot.Settings["Telegram__Webhook__SecretToken"] = server.Secret;
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }
}
