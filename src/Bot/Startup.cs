using System.Reflection;
using Bot.Database;
using Bot.Telegram;
using Bot.Web;
using Bot.Web.Chat;
using Bot.Web.Desk;
using Bot.Web.News;
using Bot.Web.Pages;
using Core.DaysOff;
using Core.Demonstration;
using Core.Membership.Joining;
using Core.People;
using Core.Persistence;
using Core.Settings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Bot;

/// <summary>From the first line to the first message.</summary>
internal static class Startup
{
    /// <summary>The system's number for a file system that takes no writes (EROFS).</summary>
    private const int ReadOnly = 30;

    /// <summary>The version of this program, without the mark of its commit.</summary>
    internal static string Version =>
        typeof(Startup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// Checks the settings, brings the database up to date, says where to find the service, and runs it. Returns the exit code: 1 with
    /// the reason in words when it cannot start or cannot go on.
    /// </summary>
    public static async Task<int> Run(string[] settings, Action<IServiceCollection>? register = null)
    {
        WebApplication app;
        try
        {
            app = Build(settings, register);
            await Prepare(app, db => HoldBack.Finish(db, settings, register));
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
        return await Died(app) || app.Services.GetRequiredService<WatchDatabase>().IsGone ? 1 : 0;
    }

    /// <summary>
    /// Says which part that runs by itself ended in a fault, if one did; a service manager starts again what ended with 1.
    /// </summary>
    private static async Task<bool> Died(WebApplication app)
    {
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>();
        var dead = parts.Where(part => part.ExecuteTask is { IsFaulted: true }).ToList();
        foreach (var part in dead)
        {
            var fault = part.ExecuteTask!.Exception!.InnerException!; // its words may be a citizen's, so they are left out
            await Console.Error.WriteLineAsync($"Stopped: {part.GetType().Name} failed: {fault.GetType().Name}\n{fault.StackTrace}");
        }

        return dead.Count > 0;
    }

    /// <summary>Refuses settings that are wrong, before anything is made of them.</summary>
    internal static void Refuse(IConfiguration configuration, IEnumerable<SettingsSection> sections)
    {
        if (CheckSettings.Look(configuration, sections) is { Count: > 0 } wrong)
            throw new OptionsValidationException("settings", typeof(SettingsSection), wrong);
    }

    /// <summary>The parts of the service with these settings, ready for use but not started.</summary>
    internal static WebApplication Parts(string[] settings, Action<IServiceCollection>? register = null, bool check = true)
    {
        var builder = Settings.CreateBuilder(settings);
        builder.Services.AddParts(builder.Configuration);
        register?.Invoke(builder.Services);
        var app = builder.Build();
        if (check) Refuse(app.Configuration, app.Services.GetServices<SettingsSection>());
        return app;
    }

    /// <summary>Makes database and key ready for a command.</summary>
    /// <param name="services">The parts.</param>
    /// <param name="isHeld">Whether the caller keeps every other process from starting already.</param>
    internal static async Task MakeReady(IServiceProvider services, bool isHeld = false)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await DatabaseSetup.Migrate(db, now => KeyFingerprint.Check(now,
            services.GetRequiredService<IOptions<InstansiOptions>>().Value.KeyFile, services.GetRequiredService<SecretKey>),
            isHeld: isHeld);
    }

    private static WebApplication Build(string[] settings, Action<IServiceCollection>? register)
    {
        var builder = Settings.CreateBuilder(settings);
        register?.Invoke(builder.Services);
        builder.Services.AddParts(builder.Configuration);
        var app = builder.Build();
        Refuse(app.Configuration, app.Services.GetServices<SettingsSection>());
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.UseTrustedProxy();
        app.UseBasePath();
        app.UseAnswerFailures();
        app.UseMeasure();
        app.MapTelegramWebhook();
        app.MapScores();
        app.MapComplaintPages();
        app.MapDesk();
        app.MapChat();
        app.MapNews();
        app.MapHealth();
        return app;
    }

    private static async Task Prepare(WebApplication app, Func<AppDb, Task> finish)
    {
        await Open(app.Services, finish);
        app.Services.GetRequiredService<LeaveNoTrace>().Wake();
        await app.Services.GetRequiredService<UnitCatalog>().Reload();
        await app.Services.GetRequiredService<KeepDaysOff>().Reload();
    }

    /// <summary>Alone on a file before anything is written to it; among several workers, each in its turn, and then in its place.</summary>
    private static async Task Open(IServiceProvider services, Func<AppDb, Task> finish)
    {
        var workers = services.GetRequiredService<IWorkers>();
        if (!workers.MayBeSeveral) await workers.Join(CancellationToken.None);
        await DatabaseSetup.Migrate(services.GetRequiredService<IDbContextFactory<AppDb>>(), async db =>
        {
            await KeyFingerprint.Check(db, services.GetRequiredService<IOptions<InstansiOptions>>().Value.KeyFile,
                services.GetRequiredService<SecretKey>);
            await services.GetRequiredService<CityFolders>().Check(db);
            await finish(db);
            await services.GetRequiredService<LoadDemonstration>().Run();
        });
        if (workers.MayBeSeveral) await workers.Join(CancellationToken.None);
        else if (SqliteFile.PathOf(services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString) is { } file
            && await SqliteFile.MakeShrinkable(file) is { } done) Console.WriteLine($"The database {done}.");
    }

    /// <summary>What is wrong in words that say what to do; null for a fault of ours, which shows itself whole.</summary>
    internal static IEnumerable<string>? Explain(Exception error) => error switch
    {
        OptionsValidationException wrong => wrong.Failures,
        AggregateException many when many.InnerExceptions.All(e => e is OptionsValidationException) =>
            many.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures),
        InvalidDataException { InnerException: { } inner } => [$"{error.Message} {inner.Message}"],
        InvalidDataException or FormatException => [error.Message],
        System.Data.Common.DbException =>
            [$"the database cannot be opened: {error.Message} Check Database:Provider and Database:ConnectionString."],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            ["another program already listens on Web:Url; stop it or choose another port, such as http://127.0.0.1:5081."],
        IOException { HResult: ReadOnly } =>
            [$"{error.Message} If the service runs under a unit with ProtectSystem=strict, name the folder there as ReadWritePaths= (systemctl edit suara-layanan)."],
        IOException or UnauthorizedAccessException => [$"{error.Message} Check the path and who may write there."],
        _ => null,
    };

    private static void Announce(WebApplication app)
    {
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        var address = web.Address;
        var telegram = app.Services.GetRequiredService<IOptions<TelegramOptions>>().Value.IsOn;
        Console.WriteLine($"Suara Layanan · {app.Services.GetRequiredService<IOptions<InstansiOptions>>().Value.Name}");
        Console.WriteLine($"  Scoreboard  {address}/");
        Console.WriteLine(web.Chat ? $"  Web chat    {address}/chat" : "  Web chat    off (Web:Chat)");
        Console.WriteLine(telegram ? "  Telegram    on" : "  Telegram    off: set Telegram:Token to open it");
    }

    private static async Task<string?> Payload(WebApplication app)
    {
        try
        {
            return await app.Services.GetRequiredService<FirstAdministrator>().Payload();
        }
        catch (WriteQueueException)
        {
            return null; // the next start says it
        }
    }

    /// <summary>The link that makes its first user the instansi's administrator; said at every start until somebody used it.</summary>
    private static async Task AnnounceInvitation(WebApplication app)
    {
        if (await Payload(app) is not { } payload) return;
        var web = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        Console.WriteLine($"  First administrator: send \"{Core.Messaging.Commands.Start.With(payload)}\" to the bot");
        if (web.Chat)
            Console.WriteLine(
                $"                       or open {web.Address}/chat?start={payload}");
    }
}
