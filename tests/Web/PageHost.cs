using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Bot.Database;
using Bot.Web;
using Core.Channels;
using Core.Persistence;
using Core.Ratings;
using Core.Scores;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tests.Web;

/// <summary>The pages over real HTTP on loopback, with a database of their own. It is 22 November 2026, noon in Jakarta.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly string _folder;

    private PageHost(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static Instrument Official { get; } = Instruments.Load().Current;

    public static async Task<PageHost> Start(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("pages-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Database:ConnectionString", $"Data Source={Path.Combine(folder, "test.db")}"))
            .Append(("urls", "http://127.0.0.1:0")).ToDictionary(s => s.Item1, s => (string?)s.Item2));
        builder.Services.AddDatabase(builder.Configuration);
        builder.Services.AddOptions<InstansiOptions>().Bind(builder.Configuration.GetSection("Instansi"));
        builder.Services.AddSingleton<TimeProvider>(new StoppedClock()).AddSingleton<UnitCatalog>();
        builder.Services.AddSingleton<Writer>().AddHostedService(s => s.GetRequiredService<Writer>());
        builder.Services.AddScores(builder.Configuration);
        var host = new PageHost(builder.Build(), folder);
        host._app.MapScores();
        await using (var db = await host.Open()) await db.Database.EnsureCreatedAsync();
        await host._app.StartAsync();
        host.Http.BaseAddress = new Uri(host._app.Urls.Single());
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<AppDb> Open() => Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    public StartLinks Links => Get<StartLinks>();

    public async Task<Unit> Unit(string code, string name = "Dinas", int? recipients = null, string? zone = null, params string[] services)
    {
        await using var db = await Open();
        var unit = new Unit { Code = code, Name = name, YearlyRecipients = recipients, TimeZone = zone };
        unit.Services.AddRange((services.Length == 0 ? ["umum"] : services).Select(s => new Service { Code = s, Name = $"Layanan {s}" }));
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        await Get<UnitCatalog>().Reload();
        return unit;
    }

    /// <summary>Complete ratings with these nine answers (U1 to U9), stored as the bot stores them.</summary>
    public Task Rate(Unit unit, int month, int times, string answers = "333333333", int service = 0) => Get<Writer>().Do(async turn =>
    {
        for (var i = 0; i < times; i++)
        {
            var rating = Rating(unit, month, answers, service);
            turn.Db.Ratings.Add(rating);
            await ScoreSums.Add(turn.Db, rating, Official, 1);
        }
    });

    public static Rating Rating(Unit unit, int month, string answers, int service = 0) => new()
    {
        UnitId = unit.Id,
        ServiceId = unit.Services[service].Id,
        Instrument = Official.Id,
        State = RatingState.Complete,
        Unsur = [.. answers.Select(a => (int?)(a - '0'))],
        At = Noon,
        Day = new(month / 100, month % 100, 2),
        Month = month,
        Channel = "test",
        RaterKey = Guid.NewGuid().ToString(),
    };

    public async Task<IDocument> Page(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await Http.GetAsync(address);
        response.StatusCode.ShouldBe(status);
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
