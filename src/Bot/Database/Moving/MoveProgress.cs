using System.Text.Json;

namespace Bot.Database.Moving;

/// <summary>How far one table has come.</summary>
/// <param name="Rows">Rows carried.</param>
/// <param name="After">The key of the last one; null before the first.</param>
/// <param name="Done">Whether that was all.</param>
internal sealed record TableProgress(long Rows, object?[]? After, bool Done);

/// <summary>
/// How far a move has come, kept in the target among what is true of the installation: a move that broke goes on there, and no service
/// starts on half a city.
/// </summary>
internal sealed class MoveProgress(MoveEnd target)
{
    /// <summary>The name of the fact that a move is under way; each table's begins with it.</summary>
    public const string Fact = "moving";

    private const string Put =
        "insert into installation (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value";

    /// <summary>Which city is being moved there; null where no move is under way.</summary>
    public async Task<string?> City() => await target.Ask("select value from installation where name = @name", ("@name", Fact)) as string;

    /// <summary>Begins.</summary>
    public async Task Begin(string city)
    {
        await target.Run("delete from installation");
        await target.Run(Put, ("@name", Fact), ("@value", city));
    }

    /// <summary>How far this table has come.</summary>
    public async Task<TableProgress> Of(MovedTable table)
    {
        if (await target.Ask("select value from installation where name = @name", ("@name", Name(table))) is not string text)
            return new TableProgress(0, null, false);
        using var stored = JsonDocument.Parse(text);
        var after = stored.RootElement.GetProperty("after");
        return new TableProgress(
            stored.RootElement.GetProperty("rows").GetInt64(),
            after.ValueKind == JsonValueKind.Null ? null : [.. after.EnumerateArray().Zip(table.Key, Value)],
            stored.RootElement.GetProperty("done").GetBoolean());
    }

    /// <summary>Writes it down; call it in the transaction that carries the rows.</summary>
    public Task Write(MovedTable table, TableProgress reached) => target.Run(Put, ("@name", Name(table)),
        ("@value", JsonSerializer.Serialize(new { rows = reached.Rows, after = reached.After, done = reached.Done })));

    /// <summary>The move is over; from now on the city may be served there.</summary>
    public Task End() => target.Run($"delete from installation where name like '{Fact}%'");

    private static string Name(MovedTable table) => $"{Fact} {table.Name}";

    private static object? Value(JsonElement stored, MovedColumn column) => column.Kind switch
    {
        ColumnKind.Text => stored.GetString(),
        ColumnKind.Int => stored.GetInt32(),
        ColumnKind.YesNo => stored.GetBoolean(),
        _ => stored.GetInt64(),
    };
}
