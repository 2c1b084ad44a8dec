using System.Diagnostics.Metrics;
using Bot.Telegram;
using Bot.Web.Chat;
using Core.Outbox;
using OpenTelemetry.Metrics;

namespace Bot;

/// <summary>What stands at this moment as measurements, when a setting names somebody who takes them.</summary>
internal sealed class Telemetry(ReadFigures figures, OutboxSender outbox, IServiceProvider services, TimeProvider time,
    MeterProvider? collector = null) : IHostedService, IDisposable
{
    internal const string MeterName = "SuaraLayanan";
    private const int Patience = 2000;
    private readonly Meter _meter = new(MeterName);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (collector is null) return Task.CompletedTask;
        _meter.CreateObservableGauge("suara.outbox.waiting", () => All(f => f.Waiting), "{message}", "Messages that wait in the outbox.");
        _meter.CreateObservableGauge("suara.outbox.in_hand", () => outbox.InHand, "{message}", "Messages that are being sent.");
        _meter.CreateObservableGauge("suara.outbox.oldest", () => All(f => f.OldestSeconds), "s",
            "How long the oldest message that is due has been waiting, those of many left out.");
        _meter.CreateObservableGauge("suara.outbox.oldest_bulk", () => All(f => f.OldestBulkSeconds), "s",
            "How long the oldest message of many that is due has been waiting.");
        Count("suara.messages.parked", f => f.Parked, "{message}", "Messages that could not be handled or sent and are kept.");
        Count("suara.attachments.waiting", f => f.AttachmentsToFetch, "{file}", "Attachments that are still to be fetched.");
        Count("suara.complaints.overdue", f => f.Overdue, "{complaint}",
            "Complaints past their date that officials should have dealt with.");
        Count("suara.lapor.waiting", f => f.ToNational, "{complaint}", "Complaints that are still to be given to SP4N-LAPOR!.");
        Count("suara.lapor.doubted", f => f.DoubtedNational, "{complaint}",
            "Complaints of which a person must say whether they are there.");
        Count("suara.alarms", f => f.Alarms, "{alarm}", "What needs a person now.");
        _meter.CreateObservableGauge("suara.backup.age", () => Maybe(figures.Read()?.BackupSeconds), "s", "Age of the last backup.");
        _meter.CreateObservableGauge("suara.backup.sent_age", () => Maybe(figures.Read()?.SentSeconds), "s",
            "Age of the last backup that was sent to Backups:S3.");
        _meter.CreateObservableGauge("suara.disk.free", Disks, "By", "Room left on each disk that the service writes to.");
        _meter.CreateObservableGauge("suara.telegram.pending", () => Maybe(services.GetService<TelegramHealth>()?.Pending), "{update}",
            "Updates that wait at Telegram, with a webhook.");
        _meter.CreateObservableGauge("suara.chat.streams", () => Maybe(services.GetService<ChatListeners>()?.Open), "{stream}",
            "Open talks in browsers.");
        Jobs();
        return Task.CompletedTask;
    }

    /// <summary>Sends the last figures; a collector that does not answer holds nothing up for long.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        collector?.Shutdown(Patience);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Jobs()
    {
        _meter.CreateObservableGauge("suara.job.since",
            () => Runs(r => r.GoodAt is { } at ? (time.GetUtcNow() - at).TotalSeconds : null), "s",
            "How long ago a job last ended well, in this process.");
        _meter.CreateObservableGauge("suara.job.took", () => Runs(r => r.Took.TotalSeconds), "s", "How long a job's last run took.");
        _meter.CreateObservableCounter("suara.job.failures", () => Runs(r => r.Failures), "{run}", "Runs of a job that failed.");
    }

    private void Count(string name, Func<Figures, long> of, string unit, string words) =>
        _meter.CreateObservableGauge(name, () => All(of), unit, words);

    /// <summary>Where the database cannot be read nothing is said, which is not the same as zero.</summary>
    private IEnumerable<Measurement<T>> All<T>(Func<Figures, T> of)
        where T : struct => figures.Read() is { } now ? [new Measurement<T>(of(now))] : [];

    private static IEnumerable<Measurement<T>> Maybe<T>(T? value)
        where T : struct => value is { } there ? [new Measurement<T>(there)] : [];

    private IEnumerable<Measurement<double>> Runs(Func<JobRun, double?> of) =>
        from run in services.GetService<JobRuns>()?.Last ?? new Dictionary<string, JobRun>()
        let value = of(run.Value)
        where value is not null
        select new Measurement<double>(value.Value, new KeyValuePair<string, object?>("name", run.Key));

    private List<Measurement<long>> Disks()
    {
        try
        {
            return [.. LookAtDisk.Drives(services)
                .Select(d => new Measurement<long>(d.Free, new KeyValuePair<string, object?>("disk", d.Root)))];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
