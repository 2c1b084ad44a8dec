using System.Globalization;
using Bot.Database;
using Bot.Telegram.Client;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot;

/// <summary>
/// Looks whether the machine's clock can be right: not before the program was built, not before what the database already holds, and not
/// far from Telegram's, nor from the database's where that has a clock of its own.
/// </summary>
internal sealed class LookAtClock(IDbContextFactory<AppDb> databases, BuildDate built, TimeProvider time,
    IEnumerable<SuaraBotClient> telegram)
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
        if (!IsMachines(time)) return null;
        if (ByTelegram(telegram.FirstOrDefault(), time) is { } theirTime) return Words(now, theirTime);
        return await DatabaseSetup.ClockOf(db) is { } theirs && (theirs - now).Duration() > Apart
            ? Words(now, string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {theirs:yyyy-MM-dd HH:mm} UTC")) : null;
    }

    /// <summary>Whether there is nothing left that could still be compared: Telegram has answered, or nobody asks it.</summary>
    public bool HasCompared => !IsMachines(time) || telegram.FirstOrDefault() is not { Ahead: null };

    /// <summary>What time it is by Telegram's last answer, where that is not ours.</summary>
    public static string? ByTelegram(SuaraBotClient? client, TimeProvider time) =>
        IsMachines(time) && client?.Ahead is { } ahead && ahead.Duration() > Apart
            ? string.Create(CultureInfo.InvariantCulture, $"Telegram {time.GetUtcNow() + ahead:yyyy-MM-dd HH:mm} UTC") : null;

    /// <summary>A clock that somebody set, as tests do, is no machine's, and there is nothing to compare.</summary>
    private static bool IsMachines(TimeProvider time) => ReferenceEquals(time, TimeProvider.System);

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
