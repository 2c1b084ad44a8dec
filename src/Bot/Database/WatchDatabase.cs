using Microsoft.Extensions.Options;

namespace Bot.Database;

/// <summary>
/// Stops the service when the database's file is taken away under it: SQLite goes on writing into what nobody can find any more,
/// and people would be thanked for what is lost. The writer asks before it confirms, and a look every second finds a quiet night's.
/// </summary>
internal sealed partial class WatchDatabase(IOptions<DatabaseOptions> options, IHostApplicationLifetime life, TimeProvider time,
    ILogger<WatchDatabase> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private int _gone;
    private string? _file;

    /// <summary>Whether it was taken away.</summary>
    public bool IsGone => Volatile.Read(ref _gone) == 1;

    /// <summary>Looks; the first time that the file is missing, says so and stops the service.</summary>
    public bool Look()
    {
        if (IsGone) return true;
        if (Volatile.Read(ref _file) is not { } file || File.Exists(file)) return false;
        if (Interlocked.Exchange(ref _gone, 1) == 1) return true;
        LogGone(file);
        life.StopApplication();
        return true;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider == "sqlite") Volatile.Write(ref _file, SqliteFile.PathOf(options.Value.ConnectionString));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !Look())
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Critical,
        "The database file {File} is gone. Nothing is confirmed any more and the service stops: put the file back or restore a backup, then start again.")]
    private partial void LogGone(string file);
}
