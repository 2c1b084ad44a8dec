using Bot.Telegram;
using Core.Dialogs;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Outbox;

public sealed class SharedRateTests
{
    [Fact]
    public async Task Workers_share_once_the_others_have_made_room()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await first.Beat(3);
        first.Workers.ShouldBe(1);
        await using var second = await scene.Start("dua");
        await second.Beat(1);
        await first.Beat(1);
        (first.Workers, second.Workers).ShouldBe((2, 0));
        await second.Beat(2);
        second.Workers.ShouldBe(2);
    }

    [Fact]
    public async Task A_worker_that_fell_silent_leaves_its_part_to_the_others_and_gets_it_back()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        await second.Beat(3);
        await first.Beat(3);
        scene.Town.Time.Advance(TimeSpan.FromSeconds(14));
        await first.Beat(1);
        first.Workers.ShouldBe(2);
        scene.Town.Time.Advance(TimeSpan.FromSeconds(2));
        await first.Beat(1);
        first.Workers.ShouldBe(1);
        await second.Beat(1);
        await first.Beat(1);
        (first.Workers, second.Workers).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_new_worker_answers_at_once_and_leaves_bulk_alone_until_it_knows_its_part()
    {
        await using var scene = new Scene();
        await using var worker = await scene.Start("satu");
        await worker.PutBulk("test", "warga", "pengingat");
        await worker.Receive(new Inbound { Channel = "test", ExternalId = "1", Address = "warga", Sender = "warga", Text = "/start" });
        (await worker.Look()).ShouldBe(0);
        scene.Town.Channel.All.Select(s => s.Message.Text).ShouldHaveSingleItem().ShouldContain("Selamat datang");
        await worker.Beat(3);
        (await worker.Look()).ShouldBe(1);
        scene.Town.Channel.All[^1].Message.Text.ShouldBe("pengingat");
    }

    [Fact]
    public async Task The_only_worker_tells_nobody_and_waits_for_nothing()
    {
        await using var scene = new Scene();
        await using var worker = await scene.Start("");
        await worker.Run();
        await worker.PutBulk("test", "warga", "pengingat");
        (await worker.Look()).ShouldBe(1);
        await using var db = scene.Town.Database.Open();
        (await db.Workers.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Workers_that_were_gone_for_long_are_forgotten()
    {
        await using var scene = new Scene();
        await using (var old = await scene.Start("satu")) await old.Beat(1);
        scene.Town.Time.Advance(TimeSpan.FromDays(2));
        await using var worker = await scene.Start("dua");
        await worker.Beat(1);
        await using var db = scene.Town.Database.Open();
        (await db.Workers.Select(w => w.Instance).SingleAsync()).ShouldBe("dua");
    }

    [Fact]
    public async Task Two_workers_with_much_to_send_are_never_told_that_it_is_too_much()
    {
        const int chats = 240;
        await using var server = await BotApiServer.Start();
        server.Limits = new BotApiLimits(PerSecond: 100);
        await using var scene = new Scene(server);
        await using var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        await first.Beat(1);
        await second.Beat(3);
        await first.Beat(2);
        for (var chat = 1; chat <= chats; chat++)
        {
            server.Chat(chat);
            await first.PutBulk("telegram", $"{chat}", "pengingat");
        }

        bool IsAllSent() => Enumerable.Range(1, chats).All(chat => server.Chat(chat).Messages.Count > 0);
        var taken = await Task.WhenAll(Task.Run(() => first.LookUntil(IsAllSent)), Task.Run(() => second.LookUntil(IsAllSent)));
        server.Floods.ShouldBe(0);
        taken.ShouldAllBe(messages => messages > 0);
        server.Violations.ShouldBeEmpty();
    }

    /// <summary>Workers on one database; against a Bot API server the clock is the real one.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private string _name = "";

        public Scene(BotApiServer? server = null)
        {
            Town = new Town(register: services =>
            {
                var name = _name;
                services.PostConfigure<OutboxOptions>(o => (o.Instance, o.PerSecond) = (name, 100));
                if (server is null) return;
                services.AddSingleton(TimeProvider.System).AddSingleton(s => new Bot.Telegram.SuaraBotClient(server.Url, server.Token, TimeProvider.System));
                services.Configure<TelegramOptions>(o => (o.Token, o.BaseUrl) = (server.Token, server.Url));
                services.AddSingleton<TelegramBot>().AddSingleton<IChannel, TelegramChannel>();
            });
        }

        public Town Town { get; }

        public async Task<Running> Start(string name)
        {
            _name = name;
            var services = Town.Build();
            await services.GetRequiredService<WriteQueue>().StartAsync(default);
            return new Running(services);
        }

        public ValueTask DisposeAsync() => Town.DisposeAsync();
    }

    private sealed class Running(ServiceProvider services) : IAsyncDisposable
    {
        private readonly OutboxSender _deliver = services.GetRequiredService<OutboxSender>();
        private readonly WriteQueue _writer = services.GetRequiredService<WriteQueue>();
        private readonly SharedRate _share = services.GetRequiredService<SharedRate>();

        public int Workers => _deliver.Workers;

        public async Task Beat(int times)
        {
            for (var i = 0; i < times; i++) await _share.SayHere();
        }

        /// <summary>Lets it share by itself until it is done with that.</summary>
        public async Task Run()
        {
            await _share.StartAsync(default);
            await _share.ExecuteTask!;
        }

        public Task PutBulk(string channel, string address, string text) => _writer.Enqueue(async write =>
        {
            await services.GetRequiredService<SendLater>().Put(write, new Outgoing(channel, new OutgoingMessage { Address = address, Text = text }) { Bulk = true });
        });

        public async Task Receive(Inbound inbound)
        {
            await services.GetRequiredService<ReceiveMessages>().Receive([inbound]);
            await _deliver.WhenIdle();
        }

        public async Task<int> Look()
        {
            var found = await _deliver.LookNow();
            await _deliver.WhenIdle();
            return found;
        }

        /// <summary>Looks again and again, since who looks at the same moment as another may come away with nothing; how many messages this worker took.</summary>
        public async Task<int> LookUntil(Func<bool> isAllSent)
        {
            var taken = 0;
            while (!isAllSent()) taken += await _deliver.LookNow();
            return taken;
        }

        public async ValueTask DisposeAsync()
        {
            await _deliver.StopAsync(default);
            await _writer.StopAsync(default);
            await services.DisposeAsync();
        }
    }
}
