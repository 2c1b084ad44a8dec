using System.Collections.Concurrent;
using Bot.Web.Chat;
using Core.Messaging;
using Core.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Web;

/// <summary>
/// The web chat on a free loopback port with a database of its own; a small script stands behind it in place of the dialogs.
/// </summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-").FullName;
    private readonly ConcurrentDictionary<string, bool> _handled = new();
    private readonly WebApplication _app;

    private ChatHost(Dictionary<string, string?> settings)
    {
        settings["Web:UploadFolder"] = Path.Combine(_folder, "uploads");
        settings["Instansi:Name"] = "Pemerintah Kota Payakumbuh";
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddPooledDbContextFactory<AppDb>(o => o.UseSqlite($"Data Source={_folder}/chat.db"));
        builder.Services.AddSingleton<WriteQueue>().AddHostedService(p => p.GetRequiredService<WriteQueue>());
        builder.Services.AddSingleton<Func<IReadOnlyList<Inbound>, Task>>(_ => Receive);
        builder.Services.AddSingleton(new ChatMenu((_, language) => Task.FromResult<IReadOnlyList<(string, string)>>(
            [("/nilai", language == "en" ? "Rate a service" : "Nilai layanan"), ("/adukan", "Sampaikan pengaduan"),
                ("/skor", "Lihat skor semua unit")])));
        builder.Services.AddWebChat(builder.Configuration);
        _app = builder.Build();
        _app.UseRouting();
        _app.MapChat();
    }

    /// <summary>What arrived, without what was sent again.</summary>
    public ConcurrentQueue<Inbound> Received { get; } = new();

    /// <summary>What answers; a talk that looks like a rating unless a test sets another.</summary>
    public Func<ChatHost, Inbound, Task> Answer { get; set; } = RatingScript.Answer;

    public Uri Address => new(_app.Urls.First());

    public WebChannel Channel => _app.Services.GetRequiredService<WebChannel>();

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<ChatHost> Start(params (string Key, string Value)[] settings)
    {
        var host = new ChatHost(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        await using (var db = await host.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync()) await db.Database.EnsureCreatedAsync();
        await host._app.StartAsync();
        return host;
    }

    public async Task<string> Say(OutgoingMessage message) =>
        (await Channel.Send(message, CancellationToken.None)).ShouldBeOfType<SendOutcome.Sent>().MessageId!;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        using (var pool = new SqliteConnection($"Data Source={_folder}/chat.db")) SqliteConnection.ClearPool(pool);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Receive(IReadOnlyList<Inbound> messages)
    {
        foreach (var message in messages.Where(m => _handled.TryAdd(m.ExternalId, true)))
        {
            try
            {
                await Answer(this, message);
                Received.Enqueue(message);
            }
            catch (Exception)
            {
                _handled.TryRemove(message.ExternalId, out _);
                throw;
            }
        }
    }
}
