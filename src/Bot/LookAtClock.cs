using System.Globalization;
using Bot.Database;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>
/// Looks whether the machine's clock can be right: not before the program was built, not before what the database already holds, and where
/// the database has a clock of its own, not far from it.
/// </summary>
internal sealed class LookAtClock(IDbContextFactory<AppDb> databases, BuildDate built, TimeProvider time)
{
    /// <summary>A day is stored as its beginning, so that a clock may be behind by this much without being seen here.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);

    /// <summary>What is wrong; null when nothing is.</summary>
    public async Task<string?> Trouble(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (now < built.At.AddDays(-2)) return Words(now, "before the program was built");
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await db.Inbox.MaxAsync(m => (DateTimeOffset?)m.ReceivedAt, stop) > now + Ahead) return Words(now, "before what was received");
        // A clock that somebody set, as tests do, is no machine's, and there is nothing to compare.
        if (!ReferenceEquals(time, TimeProvider.System)) return null;
        return await DatabaseSetup.ClockOf(db) is { } theirs && (theirs - now).Duration() > Apart
            ? Words(now, string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {theirs:yyyy-MM-dd HH:mm} UTC")) : null;
    }

    private static string Words(DateTimeOffset now, string against) =>
        string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} UTC, {against}");
}

/// <summary>When this program was built.</summary>
internal sealed record BuildDate(DateTimeOffset At)
{
    /// <summary>By its file; where it was started by the runtime's own program, which is older than ours, by the assembly's.</summary>
    public static BuildDate OfThis { get; } = new(new DateTimeOffset(File.GetLastWriteTimeUtc(
        Path.Combine(AppContext.BaseDirectory, "Bot.dll") is var assembly && File.Exists(assembly) ? assembly : Environment.ProcessPath!),
        TimeSpan.Zero));
}
