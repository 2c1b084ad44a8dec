using System.Collections.Concurrent;
using Bot.Telegram;
using Bot.Telegram.Client;
using Bot.Telegram.Updates;
using Core.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tests.Telegram;

/// <summary>Our side of Telegram against the server of the tests; what is received is kept here.</summary>
internal sealed class Line : IAsyncDisposable
{
    private Line(BotApiServer server, TimeProvider time, string? token = null)
    {
        Server = server;
        Options = new() { Token = token ?? server.Token, BaseUrl = server.Url };
        Time = time;
        Client = new(Options.BaseUrl, Options.Token, time);
        Bot = new(Wrapped, new Core.Messaging.StartLinks());
        Channel = new(Client, Bot, time);
    }

    public BotApiServer Server { get; }

    public TelegramOptions Options { get; }

    public IOptions<TelegramOptions> Wrapped => Microsoft.Extensions.Options.Options.Create(Options);

    public TimeProvider Time { get; }

    public SuaraBotClient Client { get; }

    public TelegramBot Bot { get; }

    public TelegramChannel Channel { get; }

    public TelegramHealth Health { get; } = new();

    public HearUpdates Hear => new(Bot, new AcknowledgePresses(Client), Health, new Logger<HearUpdates>(Log.Factory));

    public LogLines Log { get; } = new();

    /// <summary>Who else is there; nobody unless a test says so.</summary>
    public Core.Persistence.IWorkers Workers { get; set; } = new Core.Persistence.OneWorker();

    public ConcurrentQueue<Inbound> Heard { get; } = new();

    /// <summary>What stands in for the inbox.</summary>
    public Func<IReadOnlyList<Inbound>, Task> Receive { get; set; } = _ => Task.CompletedTask;

    public static async Task<Line> Open(TimeProvider? time = null, string? token = null) =>
        new(await BotApiServer.Start(), time ?? TimeProvider.System, token);

    public Task<SendOutcome> Send(long chat, string text) => Send(new OutgoingMessage { Address = $"{chat}", Text = text });

    public async Task<SendOutcome> Send(OutgoingMessage message) => await Channel.Send(message, CancellationToken.None);

    public PollTelegram Poller() =>
        new(Client, Bot, Hear, Take, Health, Wrapped, Workers, Time, new Logger<PollTelegram>(Log.Factory));

    public async Task Take(IReadOnlyList<Inbound> messages)
    {
        await Receive(messages);
        foreach (var message in messages) Heard.Enqueue(message);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
