using Bot.Database;
using Bot.Reports;
using Bot.Telegram;
using Bot.Web;
using Bot.Web.Desk;
using Bot.Web.Pages;
using Core;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Demonstration;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>A city of six busy units with many complaints behind the real desk, and somebody of each role at it.</summary>
internal sealed class DeskCity : IAsyncDisposable
{
    private const int Units = 6;
    private const int Months = 24;
    private readonly WebApplication _app;

    private DeskCity(WebApplication app) => _app = app;

    /// <summary>Who sits at the desk; the officer of everything stands for a small city where one does it all.</summary>
    public static IReadOnlyList<(string Name, Role Role, int UnitsOf)> People { get; } =
    [
        ("officer", Role.Officer, 1), ("head", Role.Head, 1), ("triage", Role.Triage, 0), ("inspectorate", Role.Inspectorate, 0),
        ("bureau", Role.InstansiAdministrator, 0), ("officer of all", Role.Officer, Units),
    ];

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public static async Task<DeskCity> Open(string folder, string provider, string connection, int complaints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["Database:ConnectionString"] = connection,
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Instansi:DataFolder"] = folder,
            ["Reports:Folder"] = Path.Combine(folder, "reports"),
            ["Complaints:AttachmentFolder"] = Path.Combine(folder, "attachments"),
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<IChannel, Nowhere>();
        builder.Services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages().AddComplaintPages()
            .AddReports(builder.Configuration).AddDesk();
        builder.Services.AddOptions<TelegramOptions>().Bind(builder.Configuration.GetSection(TelegramOptions.Section));
        builder.Services.AddOptions<WebOptions>().Bind(builder.Configuration.GetSection("Web"));
        var city = new DeskCity(builder.Build());
        city._app.MapScores();
        city._app.MapComplaintPages();
        city._app.MapDesk();
        await DatabaseSetup.Migrate(city.Get<IDbContextFactory<AppDb>>());
        await city.Get<UnitCatalog>().Reload();
        await city.Get<SeedDemonstration>().Run(new SeedPlan(0, Months, Asn: 0, Units, complaints), Nowhere.Called);
        await city._app.StartAsync();
        city.Http.BaseAddress = new Uri(city._app.Urls.Single());
        return city;
    }

    /// <summary>Gives somebody their roles and lets them in by a link; what their browser holds.</summary>
    public async Task<string> Enter(string name, Role role, int unitsOf)
    {
        var secret = await Get<WriteQueue>().Enqueue(async write =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var person = new Person { Channel = Nowhere.Called, Address = $"desk-{name}", FirstSeen = now };
            write.Db.People.Add(person);
            await write.Db.SaveChangesAsync();
            var units = Get<UnitCatalog>().Active.OrderBy(u => u.Id).Take(unitsOf).Select(u => (int?)u.Id).DefaultIfEmpty(null);
            foreach (var unit in units)
                write.Db.Memberships.Add(new RoleGrant { PersonId = person.Id, Role = role, Since = now, UnitId = unit });
            return EnterDesk.Link(write.Db, person.Id, now);
        });
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("k", secret)]);
        using var answer = await Http.PostAsync("/meja/masuk", form);
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    /// <summary>Looks at a page as somebody; what came.</summary>
    public async Task<int> Get(string cookie, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookie);
        using var answer = await Http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }

    /// <summary>A complaint that a person in this role may open, by its code; null where there is none.</summary>
    public async Task<string?> CodeFor(Role role)
    {
        await using var db = await Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var unit = Get<UnitCatalog>().Active.OrderBy(u => u.Id).First().Id;
        var all = db.Complaints.Where(c => role == Role.Triage ? c.State == ComplaintState.Submitted
            : role == Role.Inspectorate ? c.Class == ComplaintClass.Supervisory && c.State == ComplaintState.InProgress
            : c.UnitId == unit && c.Class == ComplaintClass.Ordinary && c.State == ComplaintState.InProgress);
        return role == Role.InstansiAdministrator ? null : await all.OrderBy(c => c.Id).Select(c => c.Code).FirstOrDefaultAsync();
    }

    public string FirstUnit => Get<UnitCatalog>().Active.OrderBy(u => u.Id).First().Code;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();
}
