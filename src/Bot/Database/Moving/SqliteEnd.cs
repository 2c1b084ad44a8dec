using System.Data.Common;
using Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bot.Database.Moving;

/// <summary>A SQLite file as an end of a move.</summary>
internal sealed class SqliteEnd(DatabaseOptions options) : MoveEnd(Unpooled(options))
{
    // Ids come in no order: pages of the tables' indexes would be read and written again and again. 128 MB, while it is moved.
    private const string LargeCache = "pragma cache_size = -131072";

    private readonly SqliteWorkers _alone = new(Microsoft.Extensions.Options.Options.Create(options));
    private readonly string _file = SqliteFile.PathOf(options.ConnectionString)
        ?? throw new InvalidDataException("A city lives in a file; a database in memory is none.");

    private readonly Dictionary<string, DbCommand> _inserts = new(StringComparer.Ordinal);

    private string KeyFolder => DatabaseSetup.PassingKeys(Options).Folder!;

    public override string Words => _file;

    public override Task<bool> IsThere() => Task.FromResult(File.Exists(_file));

    /// <summary>
    /// Takes the place of the one process that may work on the file; where nothing is written, nobody else writes either.
    /// </summary>
    public override async Task Hold(bool writes)
    {
        await _alone.Join(default);
        await Db.Database.OpenConnectionAsync();
        await Run(LargeCache);
        if (!writes) await Run("begin immediate");
    }

    /// <summary>
    /// Each line of a complaint's history would have all of its words indexed anew: they are taken once, in <see cref="Settle"/>.
    /// </summary>
    public override async Task Append(MovedTable table, IReadOnlyList<object?[]> rows, Func<Task> progress)
    {
        await Run("begin immediate");
        // A row may refer to a later one of its own table, as a unit does to the one above it.
        await Run("pragma defer_foreign_keys = on");
        var insert = _inserts.TryGetValue(table.Name, out var known) ? known : _inserts[table.Name] = Insert(table);
        await SqliteWords.Unheard(Db, () =>
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
                insert.ExecuteNonQuery();
            }

            return Task.CompletedTask;
        });
        await progress();
        await Run("commit");
    }

    public override async Task Settle()
    {
        await Run("begin immediate");
        await SqliteWords.AddAll(Db);
        await Run("commit");
    }

    public override async Task<long> LastNumber(MovedTable table) =>
        Convert.ToInt64(await Ask("select seq from sqlite_sequence where name = @name", ("@name", table.Name)));

    public override async Task NumberAfter(MovedTable table, long last)
    {
        await Run("delete from sqlite_sequence where name = @name", ("@name", table.Name));
        await Run("insert into sqlite_sequence (name, seq) values (@name, @last)", ("@name", table.Name), ("@last", last));
    }

    public override Task<IReadOnlyList<(string Name, string Key)>> PassingKeys() => Task.FromResult<IReadOnlyList<(string, string)>>(
        Directory.Exists(KeyFolder) ? [.. Directory.GetFiles(KeyFolder).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))] : []);

    public override Task Keep(IReadOnlyList<(string Name, string Key)> keys)
    {
        if (keys.Count > 0) PrivateFolder.Make(KeyFolder);
        foreach (var (name, key) in keys) PrivateFolder.MakeOnce(Path.Combine(KeyFolder, name), key);
        return Task.CompletedTask;
    }

    public override Task ErasePassingKeys()
    {
        if (!Directory.Exists(KeyFolder)) return Task.CompletedTask;
        foreach (var file in Directory.GetFiles(KeyFolder)) PrivateFolder.Erase(file);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var insert in _inserts.Values) await insert.DisposeAsync();
        await base.DisposeAsync();
        _alone.Dispose();
    }

    // A connection that goes back to a pool would take its open transaction along.
    private static DatabaseOptions Unpooled(DatabaseOptions options) => new()
    {
        Provider = options.Provider,
        ConnectionString = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ConnectionString,
    };

    private DbCommand Insert(MovedTable table)
    {
        var command = Command(
            $"insert into \"{table.Name}\" ({table.ColumnList}) values ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})");
        for (var i = 0; i < table.Columns.Count; i++) Add(command, $"@p{i}", null);
        command.Prepare();
        return command;
    }
}
