using Npgsql;

namespace Bot.Database;

/// <summary>The locks by which the processes on one PostgreSQL know of each other. They end with the connection that holds them.</summary>
internal static class AdvisoryLocks
{
    /// <summary>Waits until nobody else brings the tables up to date.</summary>
    public const string Start = "select pg_advisory_lock(hashtextextended('suara-layanan start', 0))";

    /// <summary>Whether nobody else brings the tables up to date; nobody does while it is held.</summary>
    public const string TryStart = "select pg_try_advisory_lock(hashtextextended('suara-layanan start', 0))";

    /// <summary>Stands before a process's name in the name of its connection.</summary>
    public const string NamePrefix = "suara-layanan ";

    // Classes, told from the locks of single names by their two numbers.
    public const int Seats = 5379;
    public const int Leaders = 5380;
    public const int LongWork = 5381;
    public const int Parts = 5382;

    /// <summary>The names of the processes that hold such a lock.</summary>
    public static async Task<List<string>> Holders(NpgsqlConnection connection, int kind, CancellationToken stop)
    {
        var names = new List<string>();
        await using var command = new NpgsqlCommand($"""
            select coalesce(a.application_name, '') from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.classid = {kind} and l.objsubid = 2 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            names.Add(rows.GetString(0).StartsWith(NamePrefix, StringComparison.Ordinal) ? rows.GetString(0)[NamePrefix.Length..] : "");
        return names;
    }

    /// <summary>Takes such a lock under a name, unless another holds it.</summary>
    public static async Task<bool> TryTake(NpgsqlConnection seat, int kind, string name, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@kind, hashtext(@name))", seat);
        command.Parameters.AddWithValue("kind", kind);
        command.Parameters.AddWithValue("name", name);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }
}
