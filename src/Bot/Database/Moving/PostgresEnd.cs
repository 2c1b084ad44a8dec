using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Bot.Database.Moving;

/// <summary>A PostgreSQL database as an end of a move: rows come by COPY.</summary>
internal sealed class PostgresEnd(DatabaseOptions options) : MoveEnd(options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private NpgsqlConnection? _held;

    public override string Words
    {
        get
        {
            var named = new NpgsqlConnectionStringBuilder(Options.ConnectionString);
            return $"PostgreSQL {named.Host}:{named.Port}/{named.Database}";
        }
    }

    public override Task<bool> IsThere() => Db.GetService<IRelationalDatabaseCreator>().ExistsAsync();

    public override async Task Hold(bool writes)
    {
        _held = await KeepWorkersAway.Hold(Options.ConnectionString);
        await Db.Database.OpenConnectionAsync();
    }

    public override async Task Append(MovedTable table, IReadOnlyList<object?[]> rows, Func<Task> progress)
    {
        await using var transaction = await Db.Database.BeginTransactionAsync();
        if (rows.Count > 0) await Copy(table, rows);
        await progress();
        await transaction.CommitAsync();
    }

    public override async Task<long> LastNumber(MovedTable table)
    {
        if (await Sequence(table) is not { } sequence) return 0;
        return await Ask($"select case when is_called then last_value else 0 end from {sequence}") is long last ? last : 0;
    }

    public override async Task NumberAfter(MovedTable table, long last)
    {
        if (last > 0 && await Sequence(table) is { } sequence)
            await Run("select setval(@sequence::regclass, @last)", ("@sequence", sequence), ("@last", last));
    }

    /// <summary>Until the server looks by itself, a minute or more later, it would read whole tables for each list.</summary>
    public override Task Settle() => Run("analyze");

    public override async Task<IReadOnlyList<(string Name, string Key)>> PassingKeys()
    {
        var keys = new List<(string, string)>();
        await using var command = Command("select name, key from passing.keys");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) keys.Add((rows.GetString(0), rows.GetString(1)));
        return keys;
    }

    public override async Task Keep(IReadOnlyList<(string Name, string Key)> keys)
    {
        foreach (var (name, key) in keys)
            await Run("insert into passing.keys (name, key) values (@name, @key) on conflict (name) do nothing", ("@name", name),
                ("@key", key));
    }

    public override Task ErasePassingKeys() => Run("truncate passing.keys");

    public override async ValueTask DisposeAsync()
    {
        if (_held is not null) await _held.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<string?> Sequence(MovedTable table) => await Ask("select pg_get_serial_sequence(@table, @column)",
        ("@table", $"\"{table.Name}\""), ("@column", table.Numbered!)) as string;

    private async Task Copy(MovedTable table, IReadOnlyList<object?[]> rows)
    {
        await using var copy = await ((NpgsqlConnection)Connection)
            .BeginBinaryImportAsync($"copy \"{table.Name}\" ({table.ColumnList}) from stdin (format binary)");
        copy.Timeout = Patience;
        var types = table.Columns.Select(c => TypeOf(c.Kind)).ToArray();
        foreach (var row in rows) Write(copy, row, types);
        await copy.CompleteAsync();
    }

    private static void Write(NpgsqlBinaryImporter copy, object?[] row, NpgsqlDbType[] types)
    {
        copy.StartRow();
        for (var i = 0; i < row.Length; i++)
        {
            switch (row[i])
            {
                case null: copy.WriteNull(); break;
                case long number: copy.Write(number, types[i]); break;
                case int number: copy.Write(number, types[i]); break;
                case bool yes: copy.Write(yes, types[i]); break;
                case string text: copy.Write(text, types[i]); break;
                case double real: copy.Write(real, types[i]); break;
                case byte[] bytes: copy.Write(bytes, types[i]); break;
            }
        }
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Long => NpgsqlDbType.Bigint,
        ColumnKind.Int => NpgsqlDbType.Integer,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.YesNo => NpgsqlDbType.Boolean,
        ColumnKind.Real => NpgsqlDbType.Double,
        _ => NpgsqlDbType.Bytea,
    };
}
