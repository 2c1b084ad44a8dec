using System.Globalization;
using Bot.Database;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>
/// Looks whether the machine's clock can be right: not before the program was built, not before what the database already holds, and where
/// the database has a clock of its own, not far from it.
/// </summary>
internal sealed class LookAtClock(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    /// <summary>A day is stored as its beginning, so that a clock may be behind by this much without being seen here.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(2);

    /// <summary>When this program was built.</summary>
    public static DateTimeOffset BuiltAt => new(File.GetLastWriteTimeUtc(Environment.ProcessPath is { } file && !IsHost(file) ? file
        : Path.Combine(AppContext.BaseDirectory, "Bot.dll")), TimeSpan.Zero);

    /// <summary>What is wrong; null when nothing is.</summary>
    public async Task<string?> Trouble(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (now < BuiltAt.AddDays(-2)) return Words(now, "before the program was built");
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await db.Inbox.MaxAsync(m => (DateTimeOffset?)m.ReceivedAt, stop) > now + Ahead) return Words(now, "before what was received");
        return await DatabaseSetup.ClockOf(db) is { } theirs && (theirs - now).Duration() > Apart
            ? Words(now, string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {theirs:yyyy-MM-dd HH:mm} UTC")) : null;
    }

    private static string Words(DateTimeOffset now, string against) =>
        string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} UTC, {against}");

    /// <summary>Started by the runtime's own program, which is older than ours.</summary>
    private static bool IsHost(string file) => Path.GetFileNameWithoutExtension(file) is "dotnet" or "testhost";
}
