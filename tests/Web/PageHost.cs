using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Bot.Database;
using Bot.Reports;
using Bot.Reports.Forms;
using Bot.Spreadsheets;
using Bot.Telegram;
using Bot.Web;
using Bot.Web.Desk;
using Bot.Web.Pages;
using Core;
using Core.Messaging;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tests.Support;

namespace Tests.Web;

/// <summary>The pages over real HTTP on loopback, with a database of their own. It is 22 November 2026, noon in Jakarta.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly TestDatabase _database;

    private PageHost(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static Instrument Official { get; } = Instruments.Load().Current;

    public static Task<PageHost> Start(params (string Key, string Value)[] settings) => Start(TestDatabase.New(), settings);

    /// <summary>On a database that is somewhere already.</summary>
    public static async Task<PageHost> Start(TestDatabase database, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Database:Provider", database.Provider)).Append(("Database:ConnectionString", database.ConnectionString))
            .Append(("urls", "http://127.0.0.1:0")).ToDictionary(s => s.Item1, s => (string?)s.Item2));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon));
        builder.Services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages().AddComplaintPages();
        builder.Services.AddSheets().AddSingleton<OwnFolder>().AddSingleton<WriteRegister>().AddSingleton<WritePaperForm>();
        builder.Services.AddDesk().AddOptions<TelegramOptions>().Bind(builder.Configuration.GetSection(TelegramOptions.Section));
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        var host = new PageHost(builder.Build(), database);
        host._app.UseTrustedProxy();
        host._app.UseBasePath();
        host._app.UseAnswerFailures();
        host._app.MapScores();
        host._app.MapComplaintPages();
        host._app.MapDesk();
        await host._app.StartAsync();
        host.Http.BaseAddress = new Uri(host._app.Urls.Single());
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<AppDb> Open() => Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    /// <summary>The clock of the pages, to be moved.</summary>
    public FakeTimeProvider Time => (FakeTimeProvider)Get<TimeProvider>();

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

    /// <summary>Complete and published ratings with these nine answers (U1 to U9).</summary>
    public Task Rate(Unit unit, int month, int times, string answers = "333333333", int service = 0) =>
        Get<WriteQueue>().Enqueue(async write =>
    {
        for (var i = 0; i < times; i++)
        {
            var rating = Rating(unit, month, answers, service);
            write.Db.Ratings.Add(rating);
            await ScoreSums.Add(write.Db, rating, Official, 1);
        }
    });

    public static Rating Rating(Unit unit, int month, string answers, int service = 0) => new()
    {
        UnitId = unit.Id,
        ServiceId = unit.Services[service].Id,
        Instrument = Official.Id,
        State = RatingState.Complete,
        Unsur = [.. answers.Select(a => (int?)(a - '0'))],
        Day = new(month / 100, month % 100, 2),
        Month = new(month),
        Published = true,
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
        await _database.DisposeAsync();
    }
}
