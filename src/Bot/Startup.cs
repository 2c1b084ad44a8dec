using Bot.Database;
using Bot.Telegram;
using Bot.Web;
using Core.Demonstration;
using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>From the first line to the first message.</summary>
public static class Startup
{
    /// <summary>Checks the settings, brings the database up to date, says where to find the service, and runs it. Returns the exit code.</summary>
    public static async Task<int> PrepareAndRun(this WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            await Open(app.Services);
            await app.Services.GetRequiredService<UnitCatalog>().Reload();
            await app.StartAsync();
        }
        catch (Exception e) when (Explain(e) is { } sentences)
        {
            foreach (var sentence in sentences) await Console.Error.WriteLineAsync($"Cannot start: {sentence}");
            return 1;
        }

        Announce(app);
        await AnnounceInvitation(app);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // what starting needed is given back
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Alone on a file before anything is written to it; among several workers, each in its turn, and then in its place.</summary>
    private static async Task Open(IServiceProvider services)
    {
        var workers = services.GetRequiredService<IWorkers>();
        if (!workers.MayBeSeveral) await workers.Join(CancellationToken.None);
        await DatabaseSetup.Migrate(services.GetRequiredService<IDbContextFactory<AppDb>>(), async db =>
        {
            await KeyFingerprint.Check(db, services.GetRequiredService<SecretKey>());
            await services.GetRequiredService<LoadDemonstration>().Run();
        });
        if (workers.MayBeSeveral) await workers.Join(CancellationToken.None);
    }

    /// <summary>What is wrong in words that say what to do; null for a fault of ours, which shows itself whole.</summary>
    private static IEnumerable<string>? Explain(Exception error) => error switch
    {
        OptionsValidationException wrong => wrong.Failures,
        AggregateException many when many.InnerExceptions.All(e => e is OptionsValidationException) =>
            many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures),
        InvalidDataException or FormatException => [error.Message],
        System.Data.Common.DbException => [$"the database cannot be opened: {error.Message} Check Database:Provider and Database:ConnectionString."],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            ["another program already listens on Web:Url; stop it or choose another port, such as http://127.0.0.1:5081."],
        _ => null,
    };

    private static void Announce(WebApplication app)
    {
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        var address = web.PublicUrl.Length > 0 ? web.PublicUrl : web.Url;
        var telegram = app.Services.GetRequiredService<IOptions<TelegramOptions>>().Value.IsOn;
        Console.WriteLine($"Suara Layanan · {app.Services.GetRequiredService<IOptions<InstansiOptions>>().Value.Name}");
        Console.WriteLine($"  Scoreboard  {address}/");
        Console.WriteLine(web.Chat ? $"  Web chat    {address}/chat" : "  Web chat    off (Web:Chat)");
        Console.WriteLine(telegram ? "  Telegram    on" : "  Telegram    off: set Telegram:Token to open it");
    }

    /// <summary>The link that makes its first user the instansi's administrator; said at every start until somebody used it.</summary>
    private static async Task AnnounceInvitation(WebApplication app)
    {
        if (await app.Services.GetRequiredService<FirstAdministrator>().Payload() is not { } payload) return;
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        Console.WriteLine($"  First administrator: send \"/start {payload}\" to the bot");
        if (web.Chat) Console.WriteLine($"                       or open {(web.PublicUrl.Length > 0 ? web.PublicUrl : web.Url)}/chat?start={payload}");
    }
}
