using System.Data.Common;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Tests.Database;

/// <summary>
/// A row in every table, whatever the tables are at that step of the schema: columns are read from the database and not from
/// the model. Every number is 1 and every text is <c>x</c>, so that every reference finds its row.
/// </summary>
internal static class FilledTables
{
    private static string Tables(AppDb db) => db.Database.ProviderName!.Contains("Npgsql", StringComparison.Ordinal)
        ? "select tablename from pg_tables where schemaname = 'public' order by 1"
        : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1";

    /// <summary>Puts a row into every table that has none. A table waits until those that it refers to have theirs.</summary>
    public static async Task Fill(AppDb db)
    {
        var empty = (await Read(db)).Where(t => t.Value.Count == 0).Select(t => t.Key).ToList();
        while (empty.Count > 0)
        {
            var still = new List<string>();
            foreach (var table in empty)
                if (await Refused(db, table) is not null) still.Add(table);
            if (still.Count == empty.Count) throw new InvalidOperationException(await Refused(db, still[0]));
            empty = still;
        }
    }

    /// <summary>Every row of every table: its values by the column's name.</summary>
    public static async Task<Dictionary<string, List<Dictionary<string, string>>>> Read(AppDb db)
    {
        var all = new Dictionary<string, List<Dictionary<string, string>>>();
        foreach (var table in (await Rows(db, Tables(db))).Select(row => row.Values.Single())
            .Where(t => !t.StartsWith("__", StringComparison.Ordinal)))
            all[table] = await Rows(db, $"select * from \"{table}\" order by 1");
        return all;
    }

    /// <summary>What is gone or different: a row, or a value in a column that is still there.</summary>
    public static List<string> Lost(Dictionary<string, List<Dictionary<string, string>>> before,
        Dictionary<string, List<Dictionary<string, string>>> after) =>
        [.. before.SelectMany(t => after.TryGetValue(t.Key, out var rows) ? Lost(t.Key, t.Value, rows) : [$"{t.Key} is gone"])];

    private static IEnumerable<string> Lost(string table, List<Dictionary<string, string>> before, List<Dictionary<string, string>> after)
    {
        if (after.Count < before.Count) return [$"{table} had {before.Count} rows and has {after.Count}"];
        return before.Zip(after).SelectMany(row => row.First
            .Where(value => row.Second.TryGetValue(value.Key, out var now) && now != value.Value)
            .Select(value => $"{table}.{value.Key} was {value.Value} and is {row.Second[value.Key]}"));
    }

    private static async Task<string?> Refused(AppDb db, string table)
    {
        await using var command = await Command(db, $"select * from \"{table}\"");
        List<string> names;
        await using (var rows = await command.ExecuteReaderAsync())
        {
            names = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
            foreach (var i in Enumerable.Range(0, rows.FieldCount)) Add(command, i, rows.GetFieldType(i));
        }

        var columns = string.Join(", ", names.Select(n => $"\"{n}\""));
        command.CommandText = $"insert into \"{table}\" ({columns}) values ({string.Join(", ", names.Select((_, i) => $"@p{i}"))})";
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (DbException refused)
        {
            return $"{table}: {refused.Message}";
        }
    }

    private static void Add(DbCommand command, int i, Type type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{i}";
        parameter.Value = type == typeof(string) ? "x" : Convert.ChangeType(1, type);
        command.Parameters.Add(parameter);
    }

    private static async Task<List<Dictionary<string, string>>> Rows(AppDb db, string sql)
    {
        var all = new List<Dictionary<string, string>>();
        await using var command = await Command(db, sql);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) all.Add(Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, i => $"{rows.GetValue(i)}"));
        return all;
    }

    private static async Task<DbCommand> Command(AppDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is Npgsql.NpgsqlConnection postgres) postgres.UnprepareAll(); // its tables change in between
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
