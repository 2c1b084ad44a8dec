using System.Diagnostics;
using System.Globalization;
using Bot.Database;
using Core;
using Core.Demonstration;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Benchmarks;

/// <summary>
/// Citizens who rate at once: one process with a file, one worker on PostgreSQL, three workers who get a third of the messages each. The
/// workers stand in one process and share its cores; each has its own writers, connections and lock.
/// </summary>
internal static class WorkersAtWork
{
    private const int Warm = 30; // what is used often is compiled by then
    private const int Rounds = 10;
    private static readonly string[] Units = ["DPMPTSP", "DISDUKCAPIL", "DINSOS", "DISDIK"];

    public static async Task<int> Run(string[] args)
    {
        var citizens = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 120;
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Console.WriteLine("TEST_POSTGRES must name a server where databases may be made.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("suara-workers-").FullName;
        Console.WriteLine($"{citizens} citizens at once, 11 messages each, typed without a pause; five rounds, after five to warm up");
        Console.WriteLine($"{"",-34}{"updates/s",12}{"median ms",12}{"p99 ms",10}{"p99 at 100/s",14}{"deadlocks",11}");
        var only = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : (int?)null; // 0 is the file
        if (only is null or 0) await Measure("SQLite, one process", folder, "sqlite", $"Data Source={folder}/bench.db", 1, citizens);
        for (var workers = 1; workers <= 3; workers += 2)
        {
            if (only is not null && only != workers) continue;
            var name = $"bench_{Guid.NewGuid():N}";
            await Execute(server, $"create database {name}");
            await Measure($"PostgreSQL, {workers} worker{(workers > 1 ? "s" : "")}", folder, "postgres",
                new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, workers, citizens);
            NpgsqlConnection.ClearAllPools();
            await Execute(server, $"drop database {name} with (force)");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Measure(string what, string folder, string provider, string connection, int count, int citizens)
    {
        var workers = new List<ServiceProvider>();
        for (var i = 0; i < count; i++) workers.Add(await Start(folder, provider, connection, $"{provider}-{i}", first: i == 0));
        if (count > 1) await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System); // until all have seen each other
        var waits = new List<double>();
        for (var round = 0; round < Warm; round++) await Round(workers, citizens, round, waits);
        waits.Clear();
        var before = await Work(provider, connection);
        var began = Stopwatch.GetTimestamp();
        for (var round = Warm; round < Warm + Rounds; round++) await Round(workers, citizens, round, waits);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        waits.Sort();
        var after = await Work(provider, connection);
        var paced = await Paced(workers);
        var deadlocks = provider == "sqlite" ? "" : $"{await Deadlocks(connection)}";
        var (rate, half, most) = (waits.Count / seconds, waits[waits.Count / 2], waits[waits.Count * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-34}{rate,12:0}{half,12:0.0}{most,10:0.0}{paced,14:0.0}{deadlocks,11}"));
        var (commits, looks, rows) = (Each(after.Commits - before.Commits), Each(after.Looked - before.Looked),
            Each(after.Written - before.Written));
        if (provider != "sqlite") Console.WriteLine($"    a message: {commits} commits, {looks} looks into tables, {rows} rows written");
        foreach (var worker in Enumerable.Reverse(workers)) await Stop(worker);

        string Each(long all) => (all / (double)waits.Count).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>A message every hundredth of a second, each time by the next of 200 citizens, for ten seconds.</summary>
    private static async Task<double> Paced(List<ServiceProvider> workers)
    {
        var (waits, began, sent) = (new List<double>(), Stopwatch.GetTimestamp(), new List<Task>());
        for (var i = 0; i < 1000; i++)
        {
            var left = TimeSpan.FromMilliseconds(10 * i) - Stopwatch.GetElapsedTime(began);
            if (left > TimeSpan.Zero) await Task.Delay(left);
            var (citizen, text) = (i % 200, i < 200 ? $"/start {Units[i % Units.Length]}" : $"{(i % 4) + 1}");
            sent.Add(Task.Run(async () =>
            {
                var started = Stopwatch.GetTimestamp();
                await Receive(workers[citizen % workers.Count], $"paced-{citizen}", text);
                lock (waits) waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }));
        }

        await Task.WhenAll(sent);
        waits.Sort();
        return waits[waits.Count * 99 / 100];
    }

    private static Task Receive(ServiceProvider worker, string address, string text) =>
        worker.GetRequiredService<ReceiveMessages>().Receive([new Inbound { Channel = Nowhere.Called, ExternalId = $"{Guid.NewGuid()}",
            Address = address, Sender = address, Text = text }]);

    private static Task Round(List<ServiceProvider> workers, int citizens, int round, List<double> waits) =>
        Task.WhenAll(Enumerable.Range(0, citizens).Select(i => Task.Run(async () =>
    {
        var (address, chance) = ($"{round}-{i}", new Random((round * citizens) + i));
        await Say($"/start {Units[i % Units.Length]}");
        for (var question = 0; question < 9; question++) await Say($"{chance.Next(1, 5)}");
        await Say("/batal");

        async Task Say(string text)
        {
            var started = Stopwatch.GetTimestamp();
            await Receive(workers[chance.Next(workers.Count)], address, text);
            lock (waits) waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    })));

    private static async Task<ServiceProvider> Start(string folder, string provider, string connection, string name, bool first)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["Database:ConnectionString"] = connection,
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Instansi:DataFolder"] = folder,
            ["Outbox:Instance"] = name,
        }).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(l => l.SetMinimumLevel(LogLevel.None))
            .AddSingleton<IChannel, Nowhere>()
            .AddCore(configuration).AddDatabase(configuration).BuildServiceProvider();
        if (first) await DatabaseSetup.Migrate(services.GetRequiredService<IDbContextFactory<AppDb>>(), async _ => await services
            .GetRequiredService<LoadDemonstration>().Run());
        await services.GetRequiredService<IWorkers>().Join(default);
        foreach (var part in Parts(services)) await part.StartAsync(default);
        await services.GetRequiredService<UnitCatalog>().Reload();
        return services;
    }

    private static async Task Stop(ServiceProvider services)
    {
        foreach (var part in Parts(services).Reverse()) await part.StopAsync(default);
        await services.DisposeAsync();
    }

    private static IEnumerable<IHostedService> Parts(ServiceProvider services) => [services.GetRequiredService<WriteQueue>(),
        services.GetRequiredService<OutboxSender>(), services.GetRequiredService<WatchWorkers>()];

    private static async Task<(long Commits, long Looked, long Written)> Work(string provider, string connection)
    {
        if (provider == "sqlite") return default;
        await Task.Delay(TimeSpan.FromSeconds(2)); // until every backend has told what it did
        await using var data = NpgsqlDataSource.Create(connection);
        await using var command = data.CreateCommand("""
            select (select xact_commit from pg_stat_database where datname = current_database()),
                cast(sum(coalesce(idx_scan, 0) + coalesce(seq_scan, 0)) as bigint), cast(sum(n_tup_ins + n_tup_upd + n_tup_del) as bigint)
            from pg_stat_user_tables
            """);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    private static async Task<long> Deadlocks(string connection)
    {
        await using var data = NpgsqlDataSource.Create(connection);
        await using var command = data.CreateCommand("select deadlocks from pg_stat_database where datname = current_database()");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task Execute(string server, string sql)
    {
        await using var data = NpgsqlDataSource.Create(server);
        await using var command = data.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
