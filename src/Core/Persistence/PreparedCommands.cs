using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Core.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Core.Persistence;

/// <summary>
/// Prepared statements of one connection. EF prepares a statement anew for each call; the way that every message takes
/// keeps them instead. Where there is one writer the calls block: it has a thread to itself, and SQLite knows no other way. SQL here
/// must be understood by SQLite and PostgreSQL alike; parameters are <c>@p0</c>, <c>@p1</c> …
/// <para>
/// To a server each statement costs a way there and back, which is most of what a message costs. What nobody waits for the outcome of goes
/// along with the next statement of the transaction, or before its commit.
/// </para>
/// </summary>
internal sealed partial class PreparedCommands(DbContext db)
{
    // The driver reads a statement with names anew each time that it is run, and one with numbers never.
    private static readonly ConcurrentDictionary<string, string> Numbered = new(StringComparer.Ordinal);

    private const int MostTogether = 100;

    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private readonly List<Going> _going = [];
    private DbConnection? _connection;

    /// <summary>The workers on this database, while a writer uses the connection; null for one that only reads.</summary>
    public IWorkers? Workers { get; set; }

    /// <summary>Whether something waits to go along with the next statement.</summary>
    public bool IsGoing => _going.Count > 0;

    private bool Waits => Workers is { MayBeSeveral: true };

    /// <summary>
    /// Holds this name until the transaction ends, so that nobody else does what it stands for at the same moment: whatever is read or
    /// written after it waits for it. Names are always taken in this order: a chat, a complaint, the sums of a unit.
    /// </summary>
    public ValueTask Lock(string name) => Workers?.LockSql is { } sql ? RunAlong(sql, name) : default;

    /// <summary>Holds several names of one kind, one after the other in the order given.</summary>
    public ValueTask LockAll(IReadOnlyCollection<string> names) =>
        names.Count > 0 && Workers?.LockAllSql is { } sql ? RunAlong(sql, [names.ToArray()]) : default;

    /// <summary>Runs a statement whose outcome nobody waits for: together with the next one where that saves a way.</summary>
    public async ValueTask RunAlong(string sql, params object?[] args)
    {
        if (!Waits)
        {
            Prepare(sql, args).ExecuteNonQuery();
            return;
        }

        _going.Add(new Going(sql, args));
        if (_going.Count >= MostTogether) await RunGoing(null);
    }

    /// <summary>The same for a statement of which somebody wants to know, once the next one has run, how many rows it changed.</summary>
    public GoingAlong RunAlongCounted(string sql, params object?[] args)
    {
        if (!Waits) return new GoingAlong(this) { Changed = Prepare(sql, args).ExecuteNonQuery() };
        var asked = new GoingAlong(this);
        _going.Add(new Going(sql, args) { Asked = asked });
        return asked;
    }

    /// <summary>
    /// The first row of a statement that goes along with the next one or with the commit, read by the given function; default when there is
    /// none, and until it has run.
    /// </summary>
    public GoneAlong<T> FirstAlong<T>(string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        var first = new GoneAlong<T>();
        if (Waits)
        {
            _going.Add(new Going(sql, args) { Hear = row => first.Value = read(row) });
            return first;
        }

        using var found = Prepare(sql, args).ExecuteReader();
        if (found.Read()) first.Value = read(found);
        return first;
    }

    /// <summary>Runs what was to go along with a statement that did not come.</summary>
    public async ValueTask RunWhatIsGoing()
    {
        if (IsGoing) await RunGoing(null);
    }

    /// <summary>Commits the transaction; what was to go along goes with the commit itself.</summary>
    public async ValueTask Commit(IDbContextTransaction transaction)
    {
        if (IsGoing) await RunGoing("commit");
        else await transaction.CommitAsync();
    }

    /// <summary>Forgets what was to go along in a transaction that is over.</summary>
    public void DropWhatIsGoing() => _going.Clear();

    /// <summary>Runs a statement; the number of rows changed.</summary>
    public async ValueTask<int> Run(string sql, params object?[] args)
    {
        return Waits ? await RunGoing(sql, args) : Prepare(sql, args).ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null when there is none.</summary>
    public async ValueTask<object?> Value(string sql, params object?[] args) => Waits
        ? await First(sql, row => row.GetValue(0), args) is { } found and not DBNull ? found : null
        : Prepare(sql, args).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>The first row, read by the given function; default when there is none.</summary>
    public async ValueTask<T?> First<T>(string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        if (!Waits)
        {
            using var found = Prepare(sql, args).ExecuteReader();
            return found.Read() ? read(found) : default;
        }

        var going = TakeGoing();
        await using var batch = BatchOf(going, sql, args);
        await using var rows = await batch.ExecuteReaderAsync();
        await Hear(going, rows);
        var first = await rows.ReadAsync() ? read(rows) : default;
        Tell(going, batch);
        return first;
    }

    /// <summary>Every row, read by the given function.</summary>
    public async ValueTask<List<T>> All<T>(string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        var found = new List<T>();
        if (!Waits)
        {
            using var all = Prepare(sql, args).ExecuteReader();
            while (all.Read()) found.Add(read(all));
            return found;
        }

        var going = TakeGoing();
        await using var batch = BatchOf(going, sql, args);
        await using var rows = await batch.ExecuteReaderAsync();
        await Hear(going, rows);
        while (await rows.ReadAsync()) found.Add(read(rows));
        Tell(going, batch);
        return found;
    }

    /// <summary>Runs what is going, and the statement behind it if there is one: how many rows that one changed.</summary>
    private async ValueTask<int> RunGoing(string? behind, params object?[] args)
    {
        var going = TakeGoing();
        await using var batch = BatchOf(going, behind, args);
        if (going.Any(g => g.Hear is not null))
        {
            await using var rows = await batch.ExecuteReaderAsync();
            await Hear(going, rows);
            while (await rows.NextResultAsync()) continue; // until the last of it has run
        }
        else
        {
            await batch.ExecuteNonQueryAsync();
        }

        Tell(going, batch);
        return batch.BatchCommands[^1].RecordsAffected;
    }

    private Going[] TakeGoing()
    {
        Going[] taken = [.. _going];
        _going.Clear();
        return taken;
    }

    /// <summary>Passes by the rows of what went along, as far as nobody wants them.</summary>
    private static async ValueTask Hear(Going[] going, DbDataReader rows)
    {
        foreach (var one in going.Where(g => g.BringsRows))
        {
            if (one.Hear is { } hear && await rows.ReadAsync()) hear(rows);
            await rows.NextResultAsync();
        }
    }

    private static void Tell(Going[] going, DbBatch batch)
    {
        for (var i = 0; i < going.Length; i++)
            if (going[i].Asked is { } asked) asked.Changed = batch.BatchCommands[i].RecordsAffected;
    }

    [GeneratedRegex(@"@p(\d+)")]
    private static partial Regex Named();

    private DbBatch BatchOf(Going[] going, string? sql, object?[] args)
    {
        var batch = db.Database.GetDbConnection().CreateBatch();
        batch.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var one in going) Add(batch, one.Sql, one.Args);
        if (sql is not null) Add(batch, sql, args);
        return batch;
    }

    private static void Add(DbBatch batch, string sql, object?[] args)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = Numbered.GetOrAdd(sql, names => Named().Replace(names, n => $"${int.Parse(n.Groups[1].ValueSpan) + 1}"));
        foreach (var value in args)
        {
            var parameter = command.CreateParameter();
            parameter.Value = Stored(value);
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static object Stored(object? value) => value switch { null => DBNull.Value, Month month => month.Number, var other => other };

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
        for (var i = 0; i < args.Length; i++) command.Parameters[i].Value = Stored(args[i]);
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

    /// <summary>A statement that waits to go along, and who wants to know what of it.</summary>
    private sealed record Going(string Sql, object?[] Args)
    {
        public GoingAlong? Asked { get; init; }

        public Action<DbDataReader>? Hear { get; init; }

        public bool BringsRows => Hear is not null || Sql.StartsWith("select", StringComparison.Ordinal);
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }
}

/// <summary>The first row of a statement that goes along.</summary>
internal sealed class GoneAlong<T>
{
    /// <summary>What was read of it, once it has run; default where there was none.</summary>
    public T? Value { get; set; }
}

/// <summary>A statement that goes along with the next one.</summary>
internal sealed class GoingAlong(PreparedCommands sql)
{
    internal int? Changed { get; set; }

    /// <summary>How many rows it changed; where nothing ran after it yet, it runs now.</summary>
    public async ValueTask<int> Rows()
    {
        if (Changed is null) await sql.RunWhatIsGoing();
        return Changed!.Value;
    }
}
