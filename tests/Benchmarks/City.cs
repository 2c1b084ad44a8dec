using Bot.Database;
using Bot.Reports;
using Bot.Web;
using Bot.Web.Pages;
using Core;
using Core.Demonstration;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.MonthlyPosts;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Benchmarks;

/// <summary>
/// A city with many ratings in a SQLite file, behind the real pages and the real inbox. The data are made once for each size
/// and kept in the machine's folder for passing files; posts and messages of an earlier run are cleared away.
/// </summary>
internal sealed class City : IAsyncDisposable
{
    public const int Units = 200;
    public const int LastMonth = 202610;
    public const string Unit = "PERAGAAN-008";

    private const string Administrator = "1";
    private readonly WebApplication _app;
    private int _messages;

    private City(WebApplication app) => _app = app;

    /// <summary>Pictures that were drawn lie in a folder; without them they are drawn again.</summary>
    public void ForgetPictures()
    {
        Directory.CreateDirectory(Get<IOptions<ReportsOptions>>().Value.Folder);
        foreach (var picture in Directory.EnumerateFiles(Get<IOptions<ReportsOptions>>().Value.Folder)) File.Delete(picture);
    }

    public HttpClient Http { get; } = new();

    public static async Task<City> Open(int ratings, int months)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"suara-benchmark-{ratings}-{months}");
        Directory.CreateDirectory(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "city.db")}",
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Instansi:DataFolder"] = folder,
            ["Reports:Folder"] = Path.Combine(folder, "reports"),
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton<Clock>().AddSingleton<TimeProvider>(p => p.GetRequiredService<Clock>())
            .AddSingleton<IChannel, Nowhere>();
        builder.Services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages()
            .AddReports(builder.Configuration);
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        var city = new City(builder.Build());
        city._app.MapScores();
        await DatabaseSetup.Migrate(city.Get<IDbContextFactory<AppDb>>());
        await city.Prepare(ratings, months);
        await city._app.StartAsync();
        city.Http.BaseAddress = new Uri(city._app.Urls.Single());
        return city;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The administrator says something; done when the reply stands in the outbox and is on disk.</summary>
    public Task Say(string text) =>
        Get<ReceiveMessages>()
            .Receive([new Inbound { Channel = Nowhere.Called, ExternalId = $"{Guid.NewGuid()}", Address = Administrator,
            Sender = Administrator, Text = text }]);

    /// <summary>
    /// Stores a citizen's rating as the bot does at its last answer: the row, the month's sums and the respondent's groups in one commit.
    /// </summary>
    public Task Rate(bool withSums) => Get<WriteQueue>().Enqueue(async write =>
    {
        var unit = Get<UnitCatalog>().Find(Unit)!;
        var rating = new Rating
        {
            UnitId = unit.Id,
            ServiceId = unit.Services[0].Id,
            Instrument = Get<Instruments>().Current.Id,
            State = RatingState.Complete,
            Unsur = [3, 4, 3, 4, 3, 3, 4, 3, 4],
            Day = new(2026, 11, 3),
            Month = new(202611),
            RaterKey = $"benchmark-{++_messages}-{Guid.NewGuid()}",
            Sex = "L",
            Age = "30-39",
            Education = "S1",
            Occupation = "swasta",
        };
        var recent = withSums ? await RecentList.Open(write.Db, Get<PassingKeys>(), unit.Id, rating.Day) : null;
        recent?.Add(rating.Id, Get<Clock>().GetUtcNow());
        if (recent is not null) await recent.Keep(write.Db);
        await StoreRating.Store(write.Db, rating);
        if (recent is not null) await Get<PublishRatings>().Next(write.Db, rating, recent);
    });

    /// <summary>What the pages show, computed from the raw answers as a plain program would.</summary>
    public async Task Aggregate(int from, int to)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await db.Sql.All(
            "select unit_id, count(*), avg(u1), avg(u2), avg(u3), avg(u4), avg(u5), avg(u6), avg(u7), avg(u8), avg(u9) from ratings where month >= @p0 and month <= @p1 and state = 'Complete' group by unit_id", r => r.GetDouble(2), from, to);
    }

    public async Task Run(string sql)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        db.Database.SetCommandTimeout(600);
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Run(
            "delete from ratings where rater_key like 'benchmark-%'; delete from recent_ratings; delete from monthly_sums where month = 202611; delete from respondent_sums where month = 202611");
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task Prepare(int ratings, int months)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        if (!await db.Ratings.AnyAsync()) await Seed(db, ratings, months);
        await Run("delete from monthly_posts; delete from outbox; delete from inbox");
        await Get<UnitCatalog>().Reload();
    }

    private async Task Seed(AppDb db, int ratings, int months)
    {
        await Get<SeedDemonstration>().Run(new SeedPlan(ratings, months, Asn: 0, Units), Nowhere.Called);
        var since = Get<Clock>().GetUtcNow().AddYears(-1);
        var administrator = new Person { Channel = Nowhere.Called, Address = Administrator, FirstSeen = since };
        db.People.Add(administrator);
        await db.SaveChangesAsync();
        db.Memberships.Add(new RoleGrant { PersonId = administrator.Id, Role = Role.InstansiAdministrator, Since = since });
        foreach (var unit in Get<UnitCatalog>().Active)
            db.ChannelLinks.Add(new ChannelLink
            {
                Channel = Nowhere.Called,
                Address = $"-100{unit.Id}",
                Thread = "",
                UnitId = unit.Id,
                Since = since
            });
        db.ChannelLinks.Add(new ChannelLink { Channel = Nowhere.Called, Address = "-1009999", Thread = "", UnitId = null, Since = since });
        await db.SaveChangesAsync();
        await Run(
            "delete from monthly_sums where month = 202611; delete from respondent_sums where month = 202611; delete from ratings where month = 202611; analyze");
    }
}

/// <summary>A stopped clock: eleven in the morning of Tuesday, 3 November 2026, in Jakarta, unless it is set.</summary>
internal sealed class Clock : TimeProvider
{
    public static readonly DateTimeOffset Eight = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Eight.AddHours(27);

    public override DateTimeOffset GetUtcNow() => Now;
}
