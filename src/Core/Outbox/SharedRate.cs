using Core.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Outbox;

/// <summary>
/// Shares the platform's rate with the other workers on this database: each says again and again that it is there, counts the
/// others and keeps to its part. A process without a name is the only one and shares with nobody.
/// </summary>
public sealed partial class SharedRate(WriteQueue writer, OutboxSender deliver, TimeProvider time, IOptions<OutboxOptions> options, ILogger<SharedRate> log)
    : BackgroundService
{
    private const int BeatsUntilSeen = 3;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    private int _beats;

    /// <summary>Says that this worker is there, and takes its share; the first beats only let the others make room.</summary>
    internal async Task SayHere()
    {
        var workers = await writer.Enqueue(write => Count(write.Db));
        if (++_beats >= BeatsUntilSeen) deliver.ShareWith(workers);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Instance.Length == 0) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SayHere();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogSilent(e.GetType().Name);
            }

            await Task.Delay(Beat, time, stoppingToken);
        }
    }

    private async ValueTask<int> Count(AppDb db)
    {
        var now = time.GetUtcNow();
        await db.Sql.Run(
            "insert into workers (instance, seen_at) values (@p0, @p1) on conflict (instance) do update set seen_at = excluded.seen_at",
            options.Value.Instance, now.ToUnixTimeMilliseconds());
        await db.Sql.Run("delete from workers where seen_at < @p0", (now - ForgottenAfter).ToUnixTimeMilliseconds());
        return (int)(long)(await db.Sql.Value("select count(*) from workers where seen_at >= @p0", (now - GoneAfter).ToUnixTimeMilliseconds()))!;
    }

    [LoggerMessage(LogLevel.Warning, "The other workers could not be told that this one is there ({Error}); trying again.")]
    private partial void LogSilent(string error);
}
