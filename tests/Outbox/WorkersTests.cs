using Bot.Database;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Outbox;

/// <summary>Several workers on one PostgreSQL: one chat has one hand at a time, and nothing is counted, sent or lost twice.</summary>
public sealed class WorkersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [PostgresFact]
    public async Task Two_living_workers_with_one_name_are_refused()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        (await Should.ThrowAsync<InvalidDataException>(() => scene.Start("satu"))).Message.ShouldContain("\"satu\"");
        await using var second = await scene.Start("dua");
        second.Place.Names.ShouldBe(["dua", "satu"]);
    }

    [PostgresFact]
    public async Task One_of_them_leads_and_another_does_when_it_is_gone()
    {
        await using var scene = new Scene();
        var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        (first.Leads, second.Leads).ShouldBe((true, false));
        await first.Die();
        await second.LookUntil(() => second.Leads);
        second.Place.Names.ShouldBe(["dua"]);
    }

    [PostgresFact]
    public async Task Workers_share_the_rate_once_the_others_have_made_room()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await first.Begin();
        await first.Look();
        first.Share.ShouldBe(1);
        await using var second = await scene.Start("dua");
        await second.Begin();
        await second.Look();
        await first.LookUntil(() => first.Place.Count == 2);
        await first.Look();
        (first.Share, second.Share).ShouldBe((2, 0));
        await second.Look();
        await second.Look();
        second.Share.ShouldBe(2);
    }

    [PostgresFact]
    public async Task An_update_that_comes_to_three_workers_at_once_is_handled_once()
    {
        await using var scene = new Scene();
        await using var workers = await scene.Three();
        for (var round = 0; round < 20; round++) await workers.Receive(Said("warga", $"u{round}", "/bantuan"));
        await workers.UntilSent(20);
        scene.Town.Channel.All.Count.ShouldBe(20);
        await scene.ShouldBeFreeOfDeadlocks();
    }

    [PostgresFact]
    public async Task The_answers_to_a_chat_come_in_order_whichever_worker_it_wrote_to()
    {
        await using var scene = new Scene();
        await using var workers = await scene.Three();
        for (var i = 0; i < 60; i++) await workers[i % 3].Put(new ChatKey("test", "warga"), $"{i}");
        await workers.UntilSent(60);
        scene.Town.Channel.All.Select(s => s.Message.Text).ShouldBe(Enumerable.Range(0, 60).Select(i => $"{i}"));
    }

    [PostgresFact]
    public async Task Whoever_is_at_work_on_a_chat_sends_to_it_itself()
    {
        await using var scene = new Scene();
        await using var workers = await scene.Three();
        var chat = Enumerable.Range(0, 100).Select(i => new ChatKey("test", $"warga{i}"))
            .First(c => workers[0].Place.SenderOf(c) != workers[0].Name);
        (await workers[0].Put(chat, "jawaban")).ShouldBe(workers[0].Name);
        await workers.UntilSent(1);
        (await workers[1].Put(chat, "jawaban berikutnya")).ShouldBeOneOf(workers[1].Name, workers[0].Name);
        await workers.UntilSent(2);
    }

    [PostgresFact]
    public async Task What_was_given_to_a_worker_that_has_not_heard_of_it_goes_out_before_what_it_puts_itself()
    {
        await using var scene = new Scene();
        await using var workers = await scene.Three();
        var chat = new ChatKey("test", "warga");
        await scene.Town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write => await write.Db.Sql.Run(
            "insert into outbox (channel, address, body, bulk, due_at, state, attempts, owner, lane) values ('test', 'warga', @p0, false, 0, 'Waiting', 0, @p1, @p2)",
            """{"Address":"warga","Text":"lebih dulu"}""", workers[0].Name, chat.Lane)));
        (await workers[0].Put(chat, "sesudahnya")).ShouldBe(workers[0].Name);
        (await workers[1].Put(chat, "terakhir")).ShouldBeOneOf(workers[0].Name, workers[1].Name);
        await workers.UntilSent(3);
        scene.Town.Channel.All.Select(s => s.Message.Text).ShouldBe(["lebih dulu", "sesudahnya", "terakhir"]);
    }

    [PostgresFact]
    public async Task What_a_dead_worker_held_goes_out_before_anything_newer_to_the_chat()
    {
        await using var scene = new Scene();
        var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        await first.LookUntil(() => first.Place.Count == 2);
        await second.Look();
        var chat = Enumerable.Range(0, 99).Select(i => new ChatKey("test", $"warga-{i}")).First(c => first.Place.IsFor(c));
        scene.Town.Channel.Fault = _ => new SendOutcome.Later(TimeSpan.FromMinutes(1), Everyone: false);
        for (var i = 0; i < 5; i++) await first.Put(chat, $"{i}");
        await first.Die();
        scene.Town.Channel.Fault = _ => null;
        await second.Put(chat, "5");
        await second.LookUntil(() => second.Place.Count == 1);
        await second.Send();
        scene.Town.Channel.All.ShouldBeEmpty("who was here a moment ago may come back");
        await second.Look();
        scene.Town.Time.Advance(TimeSpan.FromSeconds(9));
        await second.Look();
        await second.Send();
        scene.Town.Channel.All.Select(s => s.Message.Text).ShouldBe(Enumerable.Range(0, 6).Select(i => $"{i}"));
    }

    [PostgresFact]
    public async Task A_worker_whose_return_stumbles_takes_its_place_all_the_same()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        var stumbles = 2;
        first.Workers.BeforeRejoining(() => Interlocked.Decrement(ref stumbles) >= 0
            ? throw new InvalidOperationException("A connection from before.") : Task.CompletedTask);
        await scene.Cut("satu");
        await first.LookUntil(() => stumbles < 0 && first.Workers.Place is not null);
        first.Place.Names.ShouldBe(["satu"]);
    }

    [PostgresFact]
    public async Task Whoever_led_when_the_database_went_away_is_known_until_it_is_back()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        var mayReturn = false;
        foreach (var worker in new[] { first, second })
            worker.Workers.BeforeRejoining(() => mayReturn ? Task.CompletedTask : throw new InvalidOperationException("It is away."));
        await scene.Cut("dua");
        await Until(() => second.Workers.Place is null);
        await scene.Cut("satu");
        await Until(() => first.Workers.Place is null);

        (first.Workers.LedLast, second.Workers.LedLast).ShouldBe((true, false));

        mayReturn = true;
        await Until(() => first.Workers.Place is not null && second.Workers.Place is not null);
        (first.Workers.LedLast, second.Workers.LedLast).ShouldBe((false, false));
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [PostgresFact]
    public async Task What_a_worker_holds_that_has_just_come_back_is_left_to_it()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await using var back = await scene.Start("dua", takesPart: false);
        await scene.Hold("dua");
        await scene.Hold("tiga");
        await first.Look();
        scene.Town.Time.Advance(TimeSpan.FromSeconds(6));
        await first.Look();
        (await scene.Owners()).ShouldBe(["dua"]);
    }

    [PostgresFact]
    public async Task A_signal_reaches_the_other_workers()
    {
        await using var scene = new Scene();
        await using var first = await scene.Start("satu");
        await using var second = await scene.Start("dua");
        var heard = new TaskCompletionSource<string>();
        second.Workers.Listen("web-talk", heard.SetResult);
        first.Workers.Signal("web-talk", "alamat");
        (await heard.Task.WaitAsync(Patience)).ShouldBe("alamat");
    }

    [PostgresFact]
    public async Task A_unit_that_is_added_at_one_worker_is_known_to_the_others_at_once()
    {
        await using var scene = new Scene();
        await scene.Town.Appoint("ratna", Role.InstansiAdministrator);
        await using var workers = await scene.Three();
        foreach (var text in new[] { "/unit", "Unit baru", "DINKES", "Dinas Kesehatan", "Imunisasi" })
            await workers[0].Receive(Said("ratna", text, text));
        foreach (var worker in workers.All) await worker.UntilKnown("DINKES");
    }

    [PostgresFact]
    public async Task Many_citizens_whose_every_press_comes_to_two_workers_are_each_counted_once()
    {
        const int citizens = 60;
        string[] units = ["DPMPTSP", "DISDUKCAPIL", "DINSOS"];
        await using var scene = new Scene();
        await using var workers = await scene.Three();
        await Task.WhenAll(Enumerable.Range(0, citizens).Select(async i =>
        {
            var (chat, chance) = ($"warga-{i}", new Random(i));
            await workers.Receive(Said(chat, $"{chat}:start", $"/start {units[i % 3]}"), chance);
            for (var step = 0; step < 9; step++) await workers.Receive(Said(chat, $"{chat}:{step}", $"{chance.Next(1, 5)}"), chance);
            await workers.Receive(Said(chat, $"{chat}:stop", "/batal"), chance);
        }));
        await using var db = scene.Town.Database.Open();
        (await db.Ratings.CountAsync(r => r.State == Core.Ratings.RatingState.Complete)).ShouldBe(citizens);
        var published = db.Ratings.Where(r => r.Published);
        (await published.CountAsync()).ShouldBe(citizens - (units.Length * 5)); // each unit's newest five to nine wait
        (await db.MonthlySums.SumAsync(s => s.Respondents)).ShouldBe(citizens - (units.Length * 5));
        (await db.MonthlySums.SumAsync(s => s.S1 + s.S2 + s.S9)).ShouldBe(await published.SumAsync(r => (r.U1 + r.U2 + r.U9)!.Value));
        (await db.Inbox.CountAsync(m => m.Body != null)).ShouldBe(0);
        await scene.ShouldBeFreeOfDeadlocks();
        scene.Town.Log.Errors.ShouldBeEmpty();
    }

    private static Inbound Said(string address, string id, string text) =>
        new() { Channel = "test", ExternalId = id, Address = address, Sender = address, Text = text };

    private sealed class Scene : IAsyncDisposable
    {
        private string _name = "";

        public Scene() => Town = new Town(register: services =>
        {
            var name = _name;
            services.PostConfigure<OutboxOptions>(o => o.Instance = name);
        });

        public Town Town { get; }

        public async Task<Running> Start(string name, bool takesPart = true)
        {
            _name = name;
            var services = Town.Build();
            try
            {
                await services.GetRequiredService<IWorkers>().Join(default);
                if (takesPart) await services.GetRequiredService<IWorkers>().TakePart(default);
            }
            catch
            {
                await services.DisposeAsync();
                throw;
            }

            await services.GetRequiredService<WriteQueue>().StartAsync(default);
            await services.GetRequiredService<UnitCatalog>().Reload();
            return new Running(services);
        }

        public async Task<Crew> Three()
        {
            await Town.With(_ => Task.CompletedTask);
            var crew = new Crew(Town, [await Start("satu"), await Start("dua"), await Start("tiga")]);
            foreach (var worker in crew.All) await worker.LookUntil(() => worker.Place.Count == 3);
            foreach (var worker in crew.All) await worker.Begin();
            return crew;
        }

        /// <summary>Breaks the line by which the worker keeps its name.</summary>
        public async Task Cut(string name)
        {
            await using var db = Town.Database.Open();
            await db.Database.ExecuteSqlAsync(
                $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = {AdvisoryLocks.NamePrefix + name}");
        }

        /// <summary>A message stands under the worker's name.</summary>
        public async Task Hold(string name)
        {
            await using var db = Town.Database.Open();
            await db.Database.ExecuteSqlAsync($$"""
                insert into outbox (channel, address, body, bulk, due_at, state, attempts, owner)
                values ('test', {{name}}, '{"Address":"warga","Text":"Halo"}', false, 0, 'Waiting', 0, {{name}})
                """);
        }

        public async Task<List<string>> Owners()
        {
            await using var db = Town.Database.Open();
            return await db.Outbox.Where(m => m.Owner != null).Select(m => m.Owner!).ToListAsync();
        }

        public async Task ShouldBeFreeOfDeadlocks()
        {
            await using var db = Town.Database.Open();
            await db.Database.ExecuteSqlRawAsync("select pg_stat_clear_snapshot()");
            (await db.Database.SqlQueryRaw<long>("select deadlocks as \"Value\" from pg_stat_database where datname = current_database()")
                .SingleAsync()).ShouldBe(0);
        }

        public ValueTask DisposeAsync() => Town.DisposeAsync();
    }

    private sealed class Crew(Town town, List<Running> workers) : IAsyncDisposable
    {
        public IReadOnlyList<Running> All => workers;

        public Running this[int number] => workers[number];

        /// <summary>The message comes to all of them at once, or to two of them.</summary>
        public Task Receive(Inbound inbound, Random? chance = null)
        {
            var without = chance?.Next(3);
            return Task.WhenAll(workers.Where((_, i) => i != without).Select(w => w.Receive(inbound)));
        }

        public async Task UntilSent(int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (town.Channel.All.Count < count)
            {
                patience.Token.ThrowIfCancellationRequested();
                foreach (var worker in workers) await worker.Send();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }
    }

    private sealed class Running(ServiceProvider services) : IAsyncDisposable
    {
        private readonly OutboxSender _sender = services.GetRequiredService<OutboxSender>();
        private readonly WriteQueue _writer = services.GetRequiredService<WriteQueue>();
        private readonly WatchWorkers _watch = services.GetRequiredService<WatchWorkers>();
        private readonly PostgresWorkers _workers = (PostgresWorkers)services.GetRequiredService<IWorkers>();
        private bool _begun;

        public IWorkers Workers => _workers;

        public WorkerPlace Place => _workers.Place!;

        public bool Leads => _workers.Leads;

        public int Share => _sender.Share;

        public async Task Begin()
        {
            _begun = true;
            await _sender.StartAsync(default);
        }

        public Task Look() => _watch.Look();

        public async Task LookUntil(Func<bool> seen)
        {
            while (true)
            {
                var changed = _workers.Changed;
                if (seen()) return;
                await changed.WaitAsync(Patience);
            }
        }

        public async Task UntilKnown(string unit)
        {
            using var patience = new CancellationTokenSource(Patience);
            for (var units = services.GetRequiredService<UnitCatalog>(); units.Find(unit) is null; await Task.Yield())
                patience.Token.ThrowIfCancellationRequested();
        }

        public Task Receive(Inbound inbound) => services.GetRequiredService<ReceiveMessages>().Receive([inbound]);

        public string Name => Place.Names[Place.Rank];

        /// <summary>Puts a message; whose it is.</summary>
        public Task<string?> Put(ChatKey chat, string text) => _writer.Enqueue(chat, async write =>
        {
            await services.GetRequiredService<SendLater>()
                .Put(write, new Outgoing(chat.Channel, new OutgoingMessage { Address = chat.Address, Text = text }));
            return (string?)await write.Db.Sql.Value("select owner from outbox where address = @p0 order by id desc limit 1", chat.Address);
        });

        public async Task Send()
        {
            await _sender.LookNow();
            await _sender.WhenIdle();
        }

        /// <summary>As a killed process ends: nothing is given back.</summary>
        public async Task Die()
        {
            await _workers.DisposeAsync();
            await _writer.StopAsync(default);
        }

        public async ValueTask DisposeAsync()
        {
            if (_begun) await _sender.StopAsync(default);
            await _writer.StopAsync(default);
            await services.DisposeAsync();
        }
    }
}
