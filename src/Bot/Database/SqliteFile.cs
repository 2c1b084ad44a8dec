using Core.Persistence;
using Microsoft.Data.Sqlite;

namespace Bot.Database;

/// <summary>A SQLite database as a file that is copied, checked and put in place.</summary>
internal static class SqliteFile
{
    private const int LogTries = 60;
    private const int RoomToWriteAnew = 3; // a copy, its log, and something for everybody else
    private static readonly TimeSpan LogPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the file of this connection string is; null when there is none (in memory).</summary>
    public static string? PathOf(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString).DataSource is { Length: > 0 } file and not ":memory:" ? Path.GetFullPath(file)
            : null;

    /// <summary>
    /// Makes sure that only its owner reads the file and what SQLite writes beside it; makes an empty one where there is none.
    /// </summary>
    public static void MakePrivate(string file)
    {
        PrivateFolder.Make(Path.GetDirectoryName(file)!);
        if (!File.Exists(file)) PrivateFolder.NewFile(file).Dispose();
        foreach (var part in new[] { "", "-wal", "-shm", "-journal" }) PrivateFolder.Close(file + part);
    }

    /// <summary>Whether there was no room left.</summary>
    public static bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: 13 };

    /// <summary>Writes a consistent copy while others read and write.</summary>
    public static async Task Copy(string from, string to)
    {
        await PrivateFolder.NewFile(to).DisposeAsync();
        await using var connection = Open(from, SqliteOpenMode.ReadWrite);
        await using var command = connection.CreateCommand();
        command.CommandText = "vacuum into $to";
        command.Parameters.AddWithValue("$to", to);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What is damaged in the file, in SQLite's words; null when nothing is.</summary>
    public static async Task<string?> Damage(string file)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            var verdict = await Ask(connection, "pragma integrity_check(5)");
            if (verdict != "ok") return verdict;
            return await Ask(connection, "pragma foreign_key_check") is { } table ? $"rows of {table} refer to rows that do not exist"
                : null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            return e.Message;
        }
    }

    /// <summary>The steps of the schema that the file has gone through.</summary>
    public static async Task<IReadOnlyList<string>> Migrations(string file)
    {
        var names = new List<string>();
        await using var connection = Open(file, SqliteOpenMode.ReadWrite);
        await using var command = connection.CreateCommand();
        command.CommandText = """select "MigrationId" from "__EFMigrationsHistory" order by 1""";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        return names;
    }

    /// <summary>Whether the file is a database of ours that went through exactly these steps.</summary>
    public static async Task<bool> Holds(string file, IReadOnlyList<string> migrations)
    {
        try
        {
            if (!(await Migrations(file)).Order(StringComparer.Ordinal).SequenceEqual(migrations.Order(StringComparer.Ordinal)))
                return false;
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            return await Ask(connection, "select count(*) from units") is not null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>The fingerprint of the key that the file was begun with; null where it names none.</summary>
    public static async Task<string?> KeyOf(string file)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            return await Ask(connection, "select value from installation where name = 'key'");
        }
        catch (SqliteException)
        {
            return null; // of a version that did not remember it
        }
    }

    /// <summary>Writes into the file that something is true of its installation.</summary>
    public static async Task PutFact(string file, string name)
    {
        await using var connection = Open(file, SqliteOpenMode.ReadWrite);
        await Ask(connection, $"insert into installation (name, value) values ('{name}', '') on conflict (name) do nothing");
    }

    /// <summary>How many pages of the file hold nothing.</summary>
    public static async Task<int> FreePages(string file)
    {
        await using var connection = Open(file, SqliteOpenMode.ReadWrite);
        return int.Parse(await Ask(connection, "pragma freelist_count") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Takes so many of them off the file's end; how many are left. Nothing happens in a file that was not made for it.</summary>
    public static async Task<int> GiveBack(string file, int pages)
    {
        await using (var connection = Open(file, SqliteOpenMode.ReadWrite))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"pragma incremental_vacuum({pages})";
            await using var rows = await command.ExecuteReaderAsync(); // it goes on with every step
            while (await rows.ReadAsync())
            {
                // There is nothing to read.
            }
        }

        return await FreePages(file);
    }

    /// <summary>
    /// Makes a file that was begun before room could be given back into one that can: it is written anew once, which needs as much room
    /// again. What was made of it; null where nothing was to be done.
    /// </summary>
    public static async Task<string?> MakeShrinkable(string file)
    {
        await using var connection = Open(file, SqliteOpenMode.ReadWrite);
        if (await Ask(connection, "pragma auto_vacuum") != "0") return null;
        var before = new FileInfo(file).Length;
        const string NoRoom = "stays as large as it is: there is too little room on the disk to write it anew";
        if (new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace < before * RoomToWriteAnew) return NoRoom;
        try
        {
            await Ask(connection, "pragma auto_vacuum = incremental; vacuum; pragma wal_checkpoint(truncate)");
            return $"was written anew and shrinks by itself from now on ({before >> 20} MB before, {new FileInfo(file).Length >> 20} MB now)";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            return "stays as large as it is: another program has it open";
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 13) // where it writes meanwhile there was no room
        {
            return NoRoom;
        }
    }

    /// <summary>How many units are in it.</summary>
    public static async Task<int> CountUnits(string file)
    {
        await using var connection = Open(file, SqliteOpenMode.ReadWrite);
        return int.Parse(await Ask(connection, "select count(*) from units") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Whether somebody else has the file open: only the last one may leave the write-ahead log, which also puts all of it
    /// into the file itself.
    /// </summary>
    public static async Task<bool> IsInUse(string file)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            return await Ask(connection, "pragma journal_mode = delete") != "delete";
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 5)
        {
            return true;
        }
    }

    /// <summary>Whether the file takes writes; the reason when it does not.</summary>
    public static async Task<string?> CannotWrite(string file)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            var version = await Ask(connection, "pragma user_version");
            await Ask(connection,
                $"begin immediate; pragma user_version = {version}; commit"); // writes a page for real, and the same into it
            return null;
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    /// <summary>
    /// Puts the write-ahead log into the file and empties it, so that nothing of what was erased is left there. Readers and the
    /// writer go on; a moment without them is needed, and is waited for.
    /// </summary>
    public static async Task TruncateLog(string file)
    {
        for (var attempt = 0; attempt < LogTries && File.Exists(file); attempt++)
        {
            if (await TryTruncateLog(file)) return;
            await Task.Delay(LogPause);
        }
    }

    private static async Task<bool> TryTruncateLog(string file)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadWrite);
            return await Ask(connection, "pragma wal_checkpoint(truncate)") == "0";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static async Task<string?> Ask(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{await command.ExecuteScalarAsync()}" is { Length: > 0 } answer ? answer : null;
    }
}
