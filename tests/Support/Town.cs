using Bot.Database;
using Core;
using Core.DaysOff;
using Core.Demonstration;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Support;

/// <summary>
/// The whole service over a database of its own, with the world faked at its edge. Every call of <see cref="With{T}"/> builds
/// everything anew and stops it again, so that each message is a restart; unless the test let it <see cref="StayUp"/>, or the
/// variable TEST_STAY_UP says so for all: a third faster, and as the service really runs. <c>.ci/run</c> tries both ways.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly bool StaysUp = Environment.GetEnvironmentVariable("TEST_STAY_UP") == "true";

    private readonly Dictionary<string, string?> _settings;
    private readonly Dictionary<string, string> _lastSaid = [];
    private int _messages;
    private ServiceProvider? _up;

    public Town(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? register = null, TestChannel? channel = null)
    {
        _settings = new() { ["Complaints:AttachmentFolder"] = Path.Combine(Folder, "attachments") };
        foreach (var (key, value) in settings ?? []) _settings[key] = value;
        Register = register;
        Channel = channel ?? new TestChannel();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public TestChannel Channel { get; }

    /// <summary>Where it is kept, for a process of its own.</summary>
    public TestDatabase Database { get; } = TestDatabase.New();

    /// <summary>Everything that was logged, for tests of what must never stand there.</summary>
    public LogBook Log { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("town-").FullName;

    private Action<IServiceCollection>? Register { get; }

    public async Task<T> With<T>(Func<IServiceProvider, Task<T>> act)
    {
        if (StaysUp) await StayUp();
        if (_up is not null) return await Act(_up, act);
        await using var services = await Start();
        var result = await Act(services, act);
        await Stop(services);
        return result;
    }

    /// <summary>From here on one service handles everything, for tests of thousands of messages that are not about restarts.</summary>
    public async Task StayUp() => _up ??= await Start();

    /// <summary>What is up stops; the next call starts it anew.</summary>
    public async Task Restart()
    {
        if (_up is not { } up) return;
        _up = null;
        await Stop(up);
        await up.DisposeAsync();
    }

    public Task With(Func<IServiceProvider, Task> act) => With<bool>(async services =>
    {
        await act(services);
        return true;
    });

    /// <summary>Reads from the database as it stands.</summary>
    internal Task<T> Read<T>(Func<AppDb, Task<T>> read) => With(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await read(db);
    });

    /// <summary>A person sends a text.</summary>
    public Task Say(string address, string text)
    {
        var id = _lastSaid[address] = NextId();
        return Receive(new Inbound
        {
            Channel = Channel.Name,
            ExternalId = id,
            MessageId = id,
            Address = address,
            Sender = address,
            Text = text,
        });
    }

    /// <summary>A person replies to a message of ours, as far as its channel says what it said.</summary>
    public Task Reply(string address, string text, string to) => Receive(new Inbound
    {
        Channel = Channel.Name,
        ExternalId = NextId(),
        Address = address,
        Sender = address,
        Text = text,
        Replied = to,
    });

    /// <summary>The number of the last text that a person sent.</summary>
    public string LastSaid(string address) => _lastSaid[address];

    /// <summary>A person edits a text that they sent, the last one unless another is named.</summary>
    public Task Edit(string address, string text, string? message = null) => Receive(new Inbound
    {
        Channel = Channel.Name,
        ExternalId = NextId(),
        MessageId = message ?? _lastSaid[address],
        Address = address,
        Sender = address,
        Text = text,
        Edited = true,
    });

    /// <summary>A person presses the button with this label on the latest message that shows it.</summary>
    public Task Press(string address, string label)
    {
        var shown = Channel.Last(s => s.Message.Address == address && s.Message.Rows.Any(r => r.Any(b => b.Label == label)));
        var button = shown.Message.Rows.SelectMany(r => r).First(b => b.Label == label);
        return PressData(address, button.Data ?? $"/start {button.Start}", shown.Id);
    }

    public Task PressData(string address, string data, string? message) => Receive(new Inbound
    {
        Channel = Channel.Name,
        ExternalId = NextId(),
        Address = address,
        Sender = address,
        Press = data,
        PressedMessage = message,
    });

    internal Task Receive(Inbound inbound) => With(services => services.GetRequiredService<ReceiveMessages>().Receive([inbound]));

    /// <summary>A message of somebody that says nothing yet.</summary>
    internal Inbound From(string address) => new() { Channel = Channel.Name, ExternalId = NextId(), Address = address, Sender = address };

    /// <summary>A photo of somebody, with what stands below it.</summary>
    internal Inbound PhotoFrom(string address, string? caption = null) => From(address) with
    {
        Text = caption,
        Files = [new InboundFile("loket.jpg", FileKind.Photo, "loket.jpg", "image/jpeg", 1000)],
    };

    public string NextId() => $"{++_messages}";

    internal OutgoingMessage LastTo(string address) => Channel.Last(s => s.Message.Address == address).Message;

    public async ValueTask DisposeAsync()
    {
        await Restart();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<ServiceProvider> Start()
    {
        var services = Build();
        await services.GetRequiredService<WriteQueue>().StartAsync(default);
        await services.GetRequiredService<LoadDemonstration>().Run();
        await services.GetRequiredService<UnitCatalog>().Reload();
        await services.GetRequiredService<KeepDaysOff>().Reload();
        return services;
    }

    private static async Task<T> Act<T>(IServiceProvider services, Func<IServiceProvider, Task<T>> act)
    {
        var deliver = services.GetRequiredService<OutboxSender>();
        var result = await act(services);
        while (await deliver.LookNow() > 0) await deliver.WhenIdle();
        await deliver.WhenMarked();
        await Task.WhenAll(services.GetRequiredService<UnitCatalog>().UnderWay, services.GetRequiredService<KeepDaysOff>().UnderWay);
        return result;
    }

    private static async Task Stop(IServiceProvider services)
    {
        await services.GetRequiredService<OutboxSender>().StopAsync(default);
        await services.GetRequiredService<WriteQueue>().StopAsync(default);
    }

    public ServiceProvider Build()
    {
        // What officials do is told at once here; tests of the ten minutes and of gathering set their own.
        var settings = new Dictionary<string, string?>(_settings)
        {
            ["Complaints:TakeBackMinutes"] = _settings.GetValueOrDefault("Complaints:TakeBackMinutes", "0"),
            ["Complaints:GatherMinutes"] = _settings.GetValueOrDefault("Complaints:GatherMinutes", "0"),
            ["Database:Provider"] = Database.Provider,
            ["Database:ConnectionString"] = Database.ConnectionString,
            ["Instansi:KeyFile"] = Path.Combine(Folder, "instansi.key"),
            ["Instansi:DataFolder"] = Folder,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(l => l.AddProvider(Log).SetMinimumLevel(LogLevel.Debug));
        services.AddSingleton<TimeProvider>(Time).AddSingleton<IChannel>(Channel);
        services.AddCore(configuration).AddDatabase(configuration);
        Register?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
