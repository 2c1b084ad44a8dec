using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Bot;
using Core.Dialogs;
using Core.Dialogs.Messages;
using Core.Inbox;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tests.Dialogs;
using Tests.Support;

namespace Tests.CommandLine;

public sealed class TelemetryTests
{
    private const string Citizen = "628123456789";

    [Fact]
    public async Task What_is_received_is_counted_once_by_how_it_ended()
    {
        await using var scene = new Scene(TestDialogs.Assembly);
        var start = scene.Said("a", "/start");
        await scene.Town.Receive(start);
        await scene.Town.Receive(start);
        await scene.Town.Receive(scene.Said("b", "/terburu"));
        scene.Outcomes("suara.inbox.handling").ShouldBe(["handled", "repeated", "parked"]);
    }

    [Fact]
    public async Task What_leaves_is_counted_by_what_became_of_it()
    {
        await using var scene = new Scene();
        foreach (var outcome in new SendOutcome?[] { null, new SendOutcome.Unreachable("blocked"), new SendOutcome.Refused("too long"),
            new SendOutcome.Moved("dua") })
        {
            var answers = new Queue<SendOutcome?>([outcome]);
            scene.Channel.Fault = _ => answers.TryDequeue(out var answer) ? answer : null;
            await scene.Town.Receive(scene.Said($"{outcome}", "/start"));
        }

        await scene.Put(new Outgoing(scene.Channel.Name,
            new OutgoingMessage { Address = Citizen, Text = "lewat" })
        { ValidUntil = scene.Town.Time.GetUtcNow().AddMinutes(-1) });
        scene.Outcomes("suara.outbox.messages").ShouldBe(["sent", "unreachable", "refused", "moved", "sent", "dropped"], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_time_the_platform_has_too_much_is_counted_and_the_message_once()
    {
        await using var scene = new Scene();
        var floods = 2;
        scene.Channel.Fault = _ => floods-- > 0 ? new SendOutcome.Later(TimeSpan.Zero, Everyone: true) : null;
        await scene.Town.Receive(scene.Said("a", "/start"));
        scene.Seen.Count(s => s.Name == "suara.outbox.too_many").ShouldBe(2);
        scene.Outcomes("suara.outbox.messages").ShouldBe(["sent"]);
    }

    [Fact]
    public async Task No_measurement_says_who()
    {
        await using var scene = new Scene(TestDialogs.Assembly);
        scene.Channel.Fault = _ => new SendOutcome.Refused($"chat {Citizen} is gone");
        await scene.Town.Receive(scene.Said("a", "/start"));
        await scene.Town.Receive(scene.Said("b", $"/terburu {Citizen}"));
        scene.Seen.ShouldNotBeEmpty();
        scene.Seen.SelectMany(s => s.Tags).Select(t => t.Key).Distinct().ShouldBeSubsetOf(["channel", "outcome", "kind", "stage"]);
        string?[] outcomes = ["handled", "repeated", "parked", "refused", "command", "wait", "handle", "write"];
        scene.Seen.SelectMany(s => s.Tags).Select(t => t.Value as string).ShouldAllBe(v => v == scene.Channel.Name || outcomes.Contains(v));
    }

    [Fact]
    public async Task What_waits_in_the_outbox_is_told_when_a_collector_is_named_and_only_then()
    {
        await using var scene = new Scene();
        await scene.Put(new Outgoing(scene.Channel.Name,
            new OutgoingMessage { Address = Citizen, Text = "besok" })
        { DueAt = scene.Town.Time.GetUtcNow().AddDays(1) });
        (await scene.Gauges("")).ShouldBeEmpty();
        await using var collector = await Collector.Start();
        (await scene.Gauges(collector.Url)).ShouldBe([("suara.outbox.in_hand", 0), ("suara.outbox.waiting", 1)]);
    }

    [Fact]
    public async Task The_collector_gets_the_figures_and_nobodys_address()
    {
        await using var collector = await Collector.Start();
        await using var scene = new Scene();
        await scene.Town.With(async services =>
        {
            await using var measuring = await Scene.Measuring(services, collector.Url);
            await services.GetRequiredService<ReceiveMessages>().Receive([scene.Said("a", "/start")]);
            await services.GetRequiredService<OutboxSender>().WhenIdle();
        });
        foreach (var name in new[] { "suara.inbox.handling", "suara.outbox.messages", "suara.outbox.waiting", "suara.outbox.in_hand",
            scene.Channel.Name, "suara-layanan", "service.version", "meja-satu" })
            collector.Received.ShouldContain(name);
        collector.Received.ShouldNotContain(Citizen);
    }

    [Fact]
    public async Task Traces_tell_the_way_of_a_message_and_nobodys_address_or_words()
    {
        await using var collector = await Collector.Start();
        await using var scene = new Scene();
        await scene.Town.With(async services =>
        {
            await using var measuring = await Scene.Measuring(services, collector.Url, tracePercent: 100);
            await services.GetRequiredService<ReceiveMessages>().Receive([scene.Said("a", "/start kata-kata-warga")]);
            await services.GetRequiredService<OutboxSender>().WhenIdle();
        });
        foreach (var name in new[] { "receive", "handle", "send", "command", "SuaraLayanan", scene.Channel.Name }) collector.Received
            .ShouldContain(name);
        collector.Received.ShouldNotContain(Citizen);
        collector.Received.ShouldNotContain("kata-kata-warga");
    }

    [Fact]
    public async Task Where_the_time_goes_is_told_by_stage_and_what_came_by_kind()
    {
        await using var scene = new Scene();
        await scene.Town.Receive(scene.Said("a", "/start"));
        await scene.Town.Receive(scene.Said("b", "halo"));

        string?[] Values(string name, string tag) => [.. scene.Seen.Where(s => s.Name == name)
            .Select(s => s.Tags.Single(t => t.Key == tag).Value as string)];
        Values("suara.inbox.stage", "stage").ShouldBe(["wait", "handle", "write", "wait", "handle", "write"]);
        Values("suara.inbox.handling", "kind").ShouldBe(["command", "text"]);
    }

    /// <summary>
    /// A town with a channel of its own, so that what other tests count meanwhile is told apart; it listens to the meters.
    /// </summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(string Name, KeyValuePair<string, object?>[] Tags)> _seen = [];

        public Scene(params DialogAssembly[] more)
        {
            Town = new Town(register: services =>
            {
                services.AddSingleton<IChannel>(Channel);
                foreach (var assembly in more) services.AddSingleton(assembly);
            });
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is CountSent.MeterName or CountHandled.MeterName) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
            _listener.Start();
        }

        public TestChannel Channel { get; } = new() { Name = $"ukur-{Guid.NewGuid():N}" };

        public Town Town { get; }

        /// <summary>What was measured on this channel, in order.</summary>
        public IReadOnlyList<(string Name, KeyValuePair<string, object?>[] Tags)> Seen
        {
            get
            {
                lock (_seen) return [.. _seen.Where(s => s.Tags.Any(t => t.Key == "channel" && (string?)t.Value == Channel.Name))];
            }
        }

        public IEnumerable<string?> Outcomes(string name) =>
            Seen.Where(s => s.Name == name).Select(s => s.Tags.Single(t => t.Key == "outcome").Value as string);

        public Inbound Said(string id, string text) =>
            new() { Channel = Channel.Name, ExternalId = id, Address = Citizen, Sender = Citizen, Text = text };

        public Task Put(Outgoing message) => Town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            await services.GetRequiredService<SendLater>().Put(write, message);
        }));

        /// <summary>Measures as the service does, until it is disposed of.</summary>
        public static async Task<IAsyncDisposable> Measuring(IServiceProvider services, string endpoint, int tracePercent = 0)
        {
            var host = Host.CreateEmptyApplicationBuilder(new());
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Metrics:Endpoint"] = endpoint,
                ["Metrics:TracePercent"] = $"{tracePercent}",
                ["Outbox:Instance"] = "meja-satu"
            });
            host.Services.AddMeasure(host.Configuration);
            host.Services.AddSingleton(services.GetRequiredService<IDbContextFactory<AppDb>>())
                .AddSingleton(services.GetRequiredService<OutboxSender>()).AddSingleton(TimeProvider.System);
            var measuring = host.Build();
            await measuring.StartAsync();
            return new Measured(measuring);
        }

        /// <summary>What the gauges of a started bot show.</summary>
        public Task<List<(string Name, int Value)>> Gauges(string endpoint) => Town.With(async services =>
        {
            var shown = new List<(string Name, int Value)>();
            await using var measuring = await Measuring(services, endpoint);
            using var listener = new MeterListener();
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "SuaraLayanan") l.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => shown.Add((instrument.Name, value)));
            listener.Start();
            listener.RecordObservableInstruments();
            return shown.Order().ToList();
        });

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await Town.DisposeAsync();
        }

        private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (_seen) _seen.Add((instrument.Name, tags.ToArray()));
        }
    }

    private sealed class Measured(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>A collector on loopback that keeps what it is sent.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly StringBuilder _received = new();

        public string Url => app.Urls.Single();

        public string Received
        {
            get
            {
                lock (_received) return _received.ToString();
            }
        }

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
            var app = builder.Build();
            var collector = new Collector(app);
            app.Run(collector.Take);
            await app.StartAsync();
            return collector;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        private async Task Take(HttpContext http)
        {
            using var body = new StreamReader(http.Request.Body, Encoding.Latin1);
            var text = await body.ReadToEndAsync();
            lock (_received) _received.Append(text);
            http.Response.ContentType = "application/grpc";
            await http.Response.StartAsync();
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
