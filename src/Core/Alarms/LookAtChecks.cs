using Microsoft.Extensions.Logging;

namespace Core.Alarms;

/// <summary>Runs every check side by side; one that fails or takes too long has found nothing out.</summary>
internal sealed partial class LookAtChecks(IServiceProvider services, Checks checks, TimeProvider time, ILogger<LookAtChecks> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What each check found, or each of the machine's alone; null where it could not look.</summary>
    public async Task<IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?>> Look(CancellationToken stop, bool ofMachine = false)
    {
        var looks = checks.All.Where(c => !ofMachine || c.OfMachine)
            .Select(async check => (Check: check, Found: await LookAt(check, stop))).ToList();
        return (await Task.WhenAll(looks)).ToDictionary(l => l.Check, l => l.Found);
    }

    private async Task<IReadOnlyList<Trouble>?> LookAt(Check check, CancellationToken stop)
    {
        try
        {
            return await Task.Run(() => check.Look(services, stop), stop).WaitAsync(Patience, time, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogBlind(check.Name, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The check {Check} could not look ({Error}); it looks again in a minute.")]
    private partial void LogBlind(string check, string error);
}
