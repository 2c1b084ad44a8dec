using Bot.Database;
using Bot.Web;
using Core;
using Core.Persistence;
using Core.Scores;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>A city with many ratings in a SQLite file of its own, behind the real pages.</summary>
internal sealed class City : IAsyncDisposable
{
    public const int LastMonth = 202610;
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 3, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly string _folder;

    private City(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public HttpClient Http { get; } = new();

    public static async Task<City> Build(int ratings, int units, int months)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "bench.db")}",
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock());
        builder.Services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages();
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        var city = new City(builder.Build(), folder);
        city._app.MapScores();
        await DatabaseSetup.Migrate(city.Get<IDbContextFactory<AppDb>>());
        await city.Fill(ratings, units, months);
        await city._app.StartAsync();
        city.Http.BaseAddress = new Uri(city._app.Urls.Single());
        return city;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What the pages show, computed from the raw answers as a plain program would.</summary>
    public async Task Aggregate(int month)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await db.Sql.All("select unit_id, count(*), avg(u1), avg(u2), avg(u3), avg(u4), avg(u5), avg(u6), avg(u7), avg(u8), avg(u9) from ratings where month = @p0 and state = 'Complete' group by unit_id", r => r.GetDouble(2), month);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Fill(int ratings, int units, int months)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        for (var i = 1; i <= units; i++)
        {
            var unit = new Unit { Code = $"U{i:000}", Name = $"Dinas {i:000}", YearlyRecipients = 2000 };
            unit.Services.Add(new Service { Code = "umum", Name = "Umum" });
            db.Units.Add(unit);
            db.ChannelLinks.Add(new ChannelLink { Channel = "web", Address = $"kanal-{i}", Thread = "", UnitId = i, Since = Now.AddYears(-1) });
        }

        await db.SaveChangesAsync();
        await Get<UnitCatalog>().Reload();
        db.Database.SetCommandTimeout(600);
        await db.Database.ExecuteSqlRawAsync("create table months as with recursive m(i, month) as (select 0, 202311 union all select i + 1, case when month % 100 = 12 then month + 89 else month + 1 end from m where i < 35) select * from m");
        await db.Database.ExecuteSqlRawAsync(RatingsSql, ratings, units, months);
        await db.Database.ExecuteSqlRawAsync(SumsSql);
        foreach (var question in (string[])["sex", "age"])
            await db.Sql.Run($"insert into respondent_sums (month, unit_id, question, code, respondents) select month, unit_id, '{question}', {question}, count(*) from ratings group by month, unit_id, {question}");
        await db.Database.ExecuteSqlRawAsync("analyze");
    }

    private const string RatingsSql = """
        insert into ratings (unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, at, day, month, channel, rater_key, sex, age)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < {0})
        select 1 + i % {1}, 1 + i % {1}, 'permenpan-14-2017', 'Complete',
            2 + (i * 7919 >> 3) % 3, 2 + (i * 104729 >> 4) % 3, 1 + (i * 1299709 >> 5) % 4, 2 + (i * 15485863 >> 6) % 3, 2 + (i * 32452843 >> 7) % 3,
            2 + (i * 49979687 >> 8) % 3, 3 + (i * 67867967 >> 9) % 2, 2 + (i * 86028121 >> 10) % 3, 2 + (i * 104395301 >> 11) % 3,
            1700000000000 + i * 90000, '2026-01-01', (select month from months where months.i = (n.i / {1}) % {2}), 'bench', 'k' || n.i,
            case when n.i % 2 = 0 then 'L' else 'P' end, case when n.i % 3 = 0 then '18-29' when n.i % 3 = 1 then '30-39' else '40-49' end
        from n
        """;

    private const string SumsSql = """
        insert into monthly_sums (month, unit_id, service_id, instrument, respondents, s1, s2, s3, s4, s5, s6, s7, s8, s9, squares)
        select month, unit_id, service_id, instrument, count(*), sum(u1), sum(u2), sum(u3), sum(u4), sum(u5), sum(u6), sum(u7), sum(u8), sum(u9),
            sum(3600 * (u1 + u2 + u3 + u4 + u5 + u6 + u7 + u8 + u9) * (u1 + u2 + u3 + u4 + u5 + u6 + u7 + u8 + u9))
        from ratings group by month, unit_id, service_id, instrument
        """;

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
