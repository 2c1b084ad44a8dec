using Npgsql;

namespace Bot.Database;

/// <summary>For commands that no worker may run beside.</summary>
internal static class KeepWorkersAway
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan HungUpLeaves = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Keeps workers from starting until the connection is disposed: one that starts waits, as it does for another that brings the tables
    /// up to date.
    /// </summary>
    /// <exception cref="InvalidDataException">A worker lives, or another command holds the database.</exception>
    public static async Task<NpgsqlConnection> Hold(string connectionString)
    {
        var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await held.OpenAsync();
            if (await AnswersWithin(HungUpLeaves, () => IsHeld(held)) is { } refusal) throw new InvalidDataException(refusal);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    private static async Task<string?> IsHeld(NpgsqlConnection held)
    {
        await using var command = new NpgsqlCommand(AdvisoryLocks.TryStart, held);
        if (!(bool)(await command.ExecuteScalarAsync())!)
            return "A worker is starting on the database, or another command holds it. Try again when it is done.";
        return await AdvisoryLocks.Holders(held, AdvisoryLocks.Seats, default) is { Count: > 0 } living
            ? $"The service is running ({string.Join(", ", living)}). Stop every worker first." : null;
    }

    /// <summary>What is wrong, unless it passes in that time: the server sees a little late that a process has ended.</summary>
    private static async Task<string?> AnswersWithin(TimeSpan patience, Func<Task<string?>> ask)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await ask() is { } wrong)
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience) return wrong;
            await Task.Delay(Pause, TimeProvider.System);
        }

        return null;
    }
}
