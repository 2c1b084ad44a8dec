using Bot.Database.Saved;
using Core.Complaints.National;
using Core.Complaints.Notices;
using Core.DaysOff;
using Core.FollowUps;
using Core.Outbox;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>
/// Holds back what a restored copy would say a second time. What waited in the backup has been sent since, and what has fallen due since
/// (posts, reminders, announcements, deadlines) was told by the copy that is gone, unless something was ill then: a person decides.
/// What is told in office hours only is put whatever the hour, for those hours may be over. What is due later waits on.
/// </summary>
internal static class HoldBack
{
    private const string Why = "restored from a backup; it may have been sent after that was made";

    /// <summary>Does what a restore left undone that broke off, before anything is sent; call it in the turn of a start.</summary>
    public static async Task Finish(AppDb db, string[] settings, Action<IServiceCollection>? register)
    {
        if (!await db.Installation.AnyAsync(f => f.Name == SavedDatabase.Unheld)) return;
        var held = await Run(settings, Console.Out, register);
        await Console.Out.WriteLineAsync($"A restore ended before its old messages were held back; {held} are held back now: see parked.");
    }

    /// <summary>
    /// Does it, while the caller keeps every other process from starting; returns how many messages are held back.
    /// </summary>
    public static async Task<int> Run(string[] settings, TextWriter output, Action<IServiceCollection>? register = null)
    {
        await using var app = Startup.Parts(settings, services =>
        {
            register?.Invoke(services);
            services.PostConfigure<OutboxOptions>(o => o.Instance = $"restore-{Environment.ProcessId}");
        });
        var services = app.Services;
        await Startup.MakeReady(services, isHeld: true);
        await services.GetRequiredService<UnitCatalog>().Reload();
        await services.GetRequiredService<KeepDaysOff>().Reload();
        var writer = services.GetRequiredService<WriteQueue>();
        await writer.StartAsync(default);
        var began = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var job in Jobs.All.Where(j => Jobs.Telling.Contains(j.Name)))
            await FallDue(job.Name, () => job.Run(services, default), output);
        await FallDue("tell-office", () => services.GetRequiredService<TellOffice>().RunRestored(began), output);
        await FallDue("remind-follow-ups", () => services.GetRequiredService<RemindFollowUps>().RunRestored(), output);
        var held = await Park(services);
        await services.GetRequiredService<CarryUp>().DoubtWanted(); // officials hear of it once the service runs
        await writer.StopAsync(default);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await db.Installation.Where(f => f.Name == SavedDatabase.Unheld).ExecuteDeleteAsync();
        return held;
    }

    /// <summary>What is due now comes into the outbox before anything sends from it.</summary>
    private static async Task FallDue(string name, Func<Task> run, TextWriter output)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await output.WriteLineAsync(
                $"{name} could not look now what has fallen due ({ErrorCause.Of(e)}); what it tells may come a second time.");
        }
    }

    private static async Task<int> Park(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Outbox.Where(m => m.State == OutboxState.Waiting && m.DueAt <= now).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, OutboxState.Parked).SetProperty(x => x.Owner, (string?)null).SetProperty(x => x.Error, Why));
    }
}
