using System.Data.Common;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bot.Database.Moving;

/// <summary>One of the two databases of a move; each vendor has its own way to be held still and to take many rows.</summary>
internal abstract class MoveEnd(DatabaseOptions options) : IAsyncDisposable
{
    private byte[] _space = new byte[1024];

    /// <summary>Its database.</summary>
    public AppDb Db { get; } = new(
        (DbContextOptions<AppDb>)DatabaseSetup.Use(new DbContextOptionsBuilder<AppDb>(), options).Options);

    /// <summary>Which vendor, and how to reach it.</summary>
    protected DatabaseOptions Options => options;

    /// <summary>The open connection.</summary>
    protected DbConnection Connection => Db.Database.GetDbConnection();

    /// <summary>The end that these settings name.</summary>
    public static MoveEnd Of(DatabaseOptions options) => options.Provider == "postgres" ? new PostgresEnd(options) : new SqliteEnd(options);

    /// <summary>What it is, without a password.</summary>
    public abstract string Words { get; }

    /// <summary>Whether there is a database at all.</summary>
    public abstract Task<bool> IsThere();

    /// <summary>Keeps every worker away until this is disposed; one that starts meanwhile waits or is refused.</summary>
    /// <exception cref="InvalidDataException">A worker is running.</exception>
    public abstract Task Hold(bool writes);

    /// <summary>Adds rows and writes down how far the table has come, in one transaction.</summary>
    public abstract Task Append(MovedTable table, IReadOnlyList<object?[]> rows, Func<Task> progress);

    /// <summary>The highest number that the table ever gave; zero for none.</summary>
    public abstract Task<long> LastNumber(MovedTable table);

    /// <summary>Goes on numbering after this one.</summary>
    public abstract Task NumberAfter(MovedTable table, long last);

    /// <summary>Keys of the day and the month, which no backup holds but a move carries.</summary>
    public abstract Task<IReadOnlyList<(string Name, string Key)>> PassingKeys();

    /// <summary>Takes them.</summary>
    public abstract Task Keep(IReadOnlyList<(string Name, string Key)> keys);

    /// <summary>Erases them: where no service runs any more, nobody would when their day is over.</summary>
    public abstract Task ErasePassingKeys();

    /// <summary>Everything is there: what the database must know of it to find things quickly.</summary>
    public virtual Task Settle() => Task.CompletedTask;

    /// <summary>Rows after a key in the order of the key, without end; the array is the reader's own.</summary>
    public async IAsyncEnumerable<object?[]> Rows(MovedTable table, object?[]? after)
    {
        var only = new List<string>();
        if (table.Only is { } some) only.Add(some);
        if (after is not null) only.Add($"({table.KeyList}) > ({string.Join(", ", after.Select((_, i) => $"@k{i}"))})");
        var where = only.Count > 0 ? $" where {string.Join(" and ", only)}" : "";
        await using var command = Command($"select {table.ColumnList} from \"{table.Name}\"{where} order by {table.KeyList}");
        for (var i = 0; i < after?.Length; i++) Add(command, $"@k{i}", after[i]!);
        await using var rows = await command.ExecuteReaderAsync();
        while (rows.Read()) yield return Read(rows, table.Columns);
    }

    /// <summary>Rows and their sum, as they stand there now.</summary>
    public async Task<TableSum> Sum(MovedTable table)
    {
        var sum = default(TableSum);
        await using var command = Command(
            $"select {table.ColumnList} from \"{table.Name}\"{(table.Only is { } only ? $" where {only}" : "")}");
        await using var rows = await command.ExecuteReaderAsync();
        while (rows.Read()) sum = sum.Plus(Read(rows, table.Columns), ref _space);
        return sum;
    }

    /// <summary>How many rows the table holds.</summary>
    public async Task<long> Count(MovedTable table) => Convert.ToInt64(await Ask(
        $"select count(*) from \"{table.Name}\"{(table.Only is { } only ? $" where {only}" : "")}"));

    /// <summary>The first value of the first row; null for none.</summary>
    public async Task<object?> Ask(string sql, params (string Name, object Value)[] args)
    {
        await using var command = Command(sql);
        foreach (var (name, value) in args) Add(command, name, value);
        return await command.ExecuteScalarAsync() is { } found and not DBNull ? found : null;
    }

    /// <summary>Runs a statement.</summary>
    public async Task Run(string sql, params (string Name, object Value)[] args)
    {
        await using var command = Command(sql);
        foreach (var (name, value) in args) Add(command, name, value);
        await command.ExecuteNonQueryAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }

    protected static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }

    private static object?[] Read(DbDataReader row, IReadOnlyList<MovedColumn> columns)
    {
        var values = new object?[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (row.IsDBNull(i)) continue;
            values[i] = columns[i].Kind switch
            {
                ColumnKind.Long => row.GetInt64(i),
                ColumnKind.Int => row.GetInt32(i),
                ColumnKind.Text => row.GetString(i),
                ColumnKind.YesNo => row.GetBoolean(i),
                ColumnKind.Real => row.GetDouble(i),
                _ => row.GetFieldValue<byte[]>(i),
            };
        }

        return values;
    }
}
