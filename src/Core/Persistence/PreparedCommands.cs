using System.Data;
using System.Data.Common;
using Core.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Core.Persistence;

/// <summary>
/// Prepared statements of one connection. EF prepares a statement anew for each call; the way that every message takes
/// keeps them instead. Where there is one writer the calls block: it has a thread to itself, and SQLite knows no other way. SQL here
/// must be understood by SQLite and PostgreSQL alike; parameters are <c>@p0</c>, <c>@p1</c> …
/// </summary>
internal sealed class PreparedCommands(DbContext db)
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private DbConnection? _connection;

    /// <summary>The workers on this database, while a writer uses the connection; null for one that only reads.</summary>
    public IWorkers? Workers { get; set; }

    private bool Waits => Workers is { MayBeSeveral: true };

    /// <summary>
    /// Holds this name until the transaction ends, so that nobody else does what it stands for at the same moment. Names are always
    /// taken in this order: a chat, a complaint, the sums of a unit.
    /// </summary>
    public async ValueTask Lock(string name)
    {
        if (Workers?.LockSql is { } sql) await Value(sql, name);
    }

    /// <summary>Holds several names of one kind, one after the other in the order given, in one way to the database.</summary>
    public async ValueTask LockAll(IReadOnlyCollection<string> names)
    {
        if (names.Count > 0 && Workers?.LockAllSql is { } sql) await Value(sql, [names.ToArray()]);
    }

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public ValueTask<int> Run(string sql, params object?[] args)
    {
        var command = Prepare(sql, args);
        return Waits ? new(command.ExecuteNonQueryAsync()) : new(command.ExecuteNonQuery());
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    public async ValueTask<object?> Value(string sql, params object?[] args)
    {
        var command = Prepare(sql, args);
        return (Waits ? await command.ExecuteScalarAsync() : command.ExecuteScalar()) is { } value and not DBNull ? value : null;
    }

    /// <summary>The first row, read by the given function; default when there is none.</summary>
    public async ValueTask<T?> First<T>(string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        var command = Prepare(sql, args);
        if (!Waits)
        {
            using var found = command.ExecuteReader();
            return found.Read() ? read(found) : default;
        }

        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? read(rows) : default;
    }

    /// <summary>Every row, read by the given function.</summary>
    public async ValueTask<List<T>> All<T>(string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        var found = new List<T>();
        var command = Prepare(sql, args);
        if (!Waits)
        {
            using var all = command.ExecuteReader();
            while (all.Read()) found.Add(read(all));
            return found;
        }

        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) found.Add(read(rows));
        return found;
    }

    private DbCommand Prepare(string sql, object?[] args)
    {
        var connection = db.Database.GetDbConnection();
        if (connection != _connection) Follow(connection);
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < args.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }

            _prepared.Add(sql, command);
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < args.Length; i++)
            command.Parameters[i].Value = args[i] switch { null => DBNull.Value, Month month => month.Number, var value => value };
        return command;
    }

    // Closing gives the handle back to the vendor's pool, and a prepared statement would go on with a handle that is another reader's by
    // then.
    private void Follow(DbConnection connection)
    {
        Forget();
        _connection = connection;
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed) Forget();
        };
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }
}
