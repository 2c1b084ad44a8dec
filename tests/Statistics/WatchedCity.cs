using System.Text.Json;
using AngleSharp.Html.Parser;
using Bot.Database;
using Bot.Reports;
using Bot.Web;
using Bot.Web.Pages;
using Core;
using Core.Calendar;
using Core.Dialogs.Messages;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>
/// A unit with two services behind every door that shows figures, a citizen after another, and somebody who looks after each.
/// </summary>
internal sealed class WatchedCity : IAsyncDisposable
{
    public const string Unit = "PUSAT";

    private const string Administrator = "administrator";

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly string _folder;
    private readonly HttpClient _http = new();
    private int _messages;

    private WatchedCity(WebApplication app, TestDatabase database, string folder, FakeTimeProvider time) =>
        (_app, _database, _folder, Time) = (app, database, folder, time);

    public FakeTimeProvider Time { get; }

    public static async Task<WatchedCity> Open()
    {
        var (database, folder) = (TestDatabase.New(), Directory.CreateTempSubdirectory("watched-").FullName);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider,
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Reports:Folder"] = folder,
            ["Ratings:AskRespondent"] = "false",
            ["Ratings:AskComment"] = "false",
            ["Web:TapEverySeconds"] = "0",
            ["urls"] = "http://127.0.0.1:0",
        });
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages().AddComplaintPages()
            .AddReports(builder.Configuration);
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        builder.Services.RemoveAll<IHostedService>(); // what is said stays in the outbox, where the test reads it
        var city = new WatchedCity(builder.Build(), database, folder, time);
        city._app.MapScores();
        city._app.MapComplaintPages();
        await city._app.StartAsync();
        await city.Get<WriteQueue>().StartAsync(default);
        city._http.BaseAddress = new Uri(city._app.Urls.Single());
        await city.Settle();
        return city;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A citizen gives these nine answers (all alike) to a service; what the bot said last.</summary>
    public async Task<string> Rate(string who, int answer, string service)
    {
        var said = await Say(who, $"/start {Unit}_{service}");
        if (!said.Contains("1/9", StringComparison.Ordinal)) await Say(who, "1"); // the rating of today is to be changed
        for (var question = 1; question < 9; question++) await Say(who, $"{answer}");
        return await Say(who, $"{answer}");
    }

    public async Task<string> Say(string who, string text)
    {
        await Get<ReceiveMessages>()
            .Receive([new Inbound { Channel = "test", ExternalId = $"{++_messages}", Address = who, Sender = who, Text = text }]);
        return await Get<WriteQueue>().Enqueue(async write =>
        {
            var said = await write.Db.Outbox.Where(m => m.Address == who).OrderBy(m => m.Id).Select(m => m.Body).ToListAsync();
            await write.Db.Outbox.Where(m => m.Address == who).ExecuteDeleteAsync();
            return string.Join('\n', said.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("Text").GetString()));
        });
    }

    public async Task Tap(int value)
    {
        // A tablet whose last touch is longer ago than its cookie lives.
        using var tablet = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _http.BaseAddress };
        using var answer = await tablet.PostAsync($"/kiosk/{Unit}",
            new FormUrlEncodedContent([KeyValuePair.Create("key", Guid.NewGuid().ToString()), KeyValuePair.Create("value", $"{value}")]));
    }

    /// <summary>What every door shows of the month, by the door.</summary>
    public async Task<Dictionary<string, string>> Look(string month)
    {
        var seen = new Dictionary<string, string>();
        foreach (var page in (string[])["/", $"/unit/{Unit}", "/api/v1/scores", "/api/v1/scores.csv"])
            seen.Add(page, await _http.GetStringAsync($"{page}?month={month}"));
        foreach (var page in (string[])["scores", "scores.csv"])
            seen.Add(page, await _http.GetStringAsync($"/api/v1/units/{Unit}/{page}?from={month}&to={month}"));
        foreach (var command in (string[])["/skor {0}", "/skor PUSAT {0}", "/statistik PUSAT {0}", "/statistik semua {0}",
            "/statistik PUSAT {0} layanan", "/statistik PUSAT 2026", "/peringkat {0}", "/tren PUSAT {0}", "/komentar PUSAT {0}"])
            seen.Add(command, await Say(Administrator, command.Replace("{0}", month, StringComparison.Ordinal)));
        seen.Add("/periksa", await Say(Administrator, $"/periksa PUSAT {month}"));
        await Say(Administrator, "/batal");
        seen.Add("export", await Export(month));
        return seen;
    }

    /// <summary>The published figure as open data tell it.</summary>
    public async Task<(int Respondents, decimal? Mean)> Figure(string month)
    {
        using var json = JsonDocument.Parse(await _http.GetStringAsync($"/api/v1/units/{Unit}/scores?from={month}&to={month}"));
        var row = json.RootElement.GetProperty("months")[0];
        return (row.GetProperty("respondents").GetInt32(), row.GetProperty("unsur") is { ValueKind: JsonValueKind.Object } unsur ? unsur
            .GetProperty("U1").GetDecimal() : null);
    }

    /// <summary>The one-tap ratings as a page shows them.</summary>
    public async Task<int> Taps(string month)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await _http.GetStringAsync($"/unit/{Unit}?month={month}"));
        return page.QuerySelectorAll(".quick tbody td") is { Length: > 0 } cells ? int.Parse(cells[^1].TextContent) : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Get<WriteQueue>().StopAsync(default);
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> Export(string month)
    {
        _ = Month.TryParse(month, out var number);
        var answers = await Get<ReadReport>().Answers(Get<UnitCatalog>().Find(Unit)!, new Period(PeriodKind.Month, number));
        return string.Join('\n', Enumerable.Range(0, answers.Count)
            .Select(r => string.Concat(Enumerable.Range(0, Unsur.Count).Select(u => answers.Text(r, u)))));
    }

    private async Task Settle()
    {
        await Get<WriteQueue>().Enqueue(async write =>
        {
            var unit = new Unit { Code = Unit, Name = "Pusat Layanan" };
            unit.Services.AddRange([new Service { Code = "satu", Name = "Layanan satu" },
                new Service { Code = "dua", Name = "Layanan dua" }]);
            write.Db.Units.Add(unit);
            var person = new Person { Channel = "test", Address = Administrator, FirstSeen = Time.GetUtcNow() };
            write.Db.People.Add(person);
            await write.Db.SaveChangesAsync();
            write.Db.Memberships.Add(new Core.People.RoleGrant
            {
                PersonId = person.Id,
                Role = Role.InstansiAdministrator,
                Since = Time.GetUtcNow()
            });
        });
        await Get<UnitCatalog>().Reload();
        await Say(Administrator, "/bantuan");
    }
}
