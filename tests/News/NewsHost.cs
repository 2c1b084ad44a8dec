using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bot.Database;
using Bot.Web;
using Bot.Web.Chat;
using Bot.Web.News;
using Bot.Web.Pages;
using Core;
using Core.Demonstration;
using Core.Messaging;
using Core.News;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tests.Support;

namespace Tests.News;

/// <summary>The web door with its talks, and the world outside as a push service and a mail server of the test's own.</summary>
internal sealed class NewsHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly string _folder;

    private NewsHost(WebApplication app, TestDatabase database, string folder) => (_app, _database, _folder) = (app, database, folder);

    public required FakeTimeProvider Time { get; init; }

    public required PushServer Push { get; init; }

    public required MailServer Mail { get; init; }

    public required LogBook Log { get; init; }

    public static async Task<NewsHost> Start(params (string Key, string Value)[] settings)
    {
        var (push, mail, database) = (await PushServer.Start(), MailServer.Start(), TestDatabase.New());
        var folder = Directory.CreateTempSubdirectory("news-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Database:Provider"] = database.Provider,
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Instansi:KeyFile"] = Path.Combine(folder, "instansi.key"),
            ["Web:UploadFolder"] = Path.Combine(folder, "uploads"),
            ["Web:PublicUrl"] = "https://suara.contoh.go.id",
            ["Push:Services"] = push.Host,
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{mail.Port}",
            ["Mail:Security"] = "None",
            ["Mail:User"] = "suara",
            ["Mail:Password"] = "rahasia-surat-77",
            ["Mail:From"] = "suara@contoh.go.id",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        var services = builder.Services;
        services.AddSingleton(new PushNetwork(IPAddress.IsLoopback, (_, _, _, _) => true));
        services.AddCore(builder.Configuration).AddDatabase(builder.Configuration).AddScorePages().AddComplaintPages()
            .AddWebChat(builder.Configuration).AddNewsDoors(builder.Configuration);
        var (time, log) = (new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)), new LogBook());
        services.AddSingleton<TimeProvider>(time);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        var host = new NewsHost(builder.Build(), database, folder) { Push = push, Mail = mail, Time = time, Log = log };
        host._app.UseBasePath();
        host._app.MapScores();
        host._app.MapChat();
        host._app.MapNews();
        await host._app.StartAsync();
        await host.Get<LoadDemonstration>().Run();
        await host.Get<UnitCatalog>().Reload();
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Uri Address => new(_app.Urls.Single());

    public IChannel Channel(string name) => _app.Services.GetServices<IChannel>().Single(c => c.Name == name);

    public Task<AppDb> Open() => Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    /// <summary>A browser that has talked with us.</summary>
    public async Task<NewsBrowser> Talk()
    {
        var browser = new NewsBrowser(Address);
        (await browser.Http.GetAsync("/chat")).EnsureSuccessStatusCode();
        (await browser.Post("/chat/messages", new { id = "m-0000001", text = "/start" })).EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>News comes into the only talk there is, and some time goes by.</summary>
    public async Task News()
    {
        await using var db = await Open();
        var address = await db.People.Where(p => p.Channel == "web").Select(p => p.Address).FirstAsync();
        var says = LocalizedText.Literal("Kartu keluarga Ibu Nurhayati sudah jadi.");
        var news = new OutgoingMessage { Address = address, Says = says, Topic = Topic.Of(Topic.News, 1) };
        await Get<WriteQueue>().Enqueue(new ChatKey("web", address),
            async write => await Get<SendLater>().Put(write, new Outgoing("web", news)));
        await Until(async () => await db.NewsWays.AsNoTracking().AllAsync(w => !w.Confirmed || w.WantedAt != null));
        Time.Advance(TimeSpan.FromSeconds(30));
        await Get<CallReaders>().Run();
    }

    /// <summary>Waits for what other threads do, while the clock goes on.</summary>
    public async Task Until(Func<Task<bool>> done, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await done())
        {
            if (step is { } by) Time.Advance(by);
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Push.DisposeAsync();
        await Mail.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A browser with its cookies, which it sends as over https.</summary>
internal sealed class NewsBrowser(Uri address) : IDisposable
{
    private readonly Jar _jar = new();

    public HttpClient Http => field ??= new HttpClient(_jar) { BaseAddress = address };

    /// <summary>The cookie that is the person.</summary>
    public string? Secret => _jar.Cookies.GetValueOrDefault("__Host-suara-layanan") ?? _jar.Cookies.GetValueOrDefault("suara-layanan");

    public async Task<HttpResponseMessage> Post(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Chat", "1");
        return await Http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> PostJson(string path, string json)
    {
        var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Chat", "1");
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Form(string path, params (string Name, string Value)[] fields) =>
        Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public void Dispose() => Http.Dispose();

    private sealed class Jar() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        public Dictionary<string, string> Cookies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
            var answer = await base.SendAsync(request, cancellationToken);
            if (!answer.Headers.TryGetValues("Set-Cookie", out var set)) return answer;
            foreach (var pair in set.Select(c => c.Split(';')[0].Split('=', 2))) Cookies[pair[0]] = pair[1];
            return answer;
        }
    }
}
