using System.Text;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Core.Demonstration;

/// <summary>
/// Writes many entities of a kind by one statement for a handful of them. Columns come from the model, so that a new one is filled too; the
/// number is the database's to give.
/// </summary>
internal sealed class InsertMany<T>(AppDb db, string returning)
    where T : class
{
    private const int PerStatement = 20;

    private readonly IReadOnlyList<(string Column, Func<object, object?> Value)> _columns = Columns(db);
    private readonly string _table = db.Model.FindEntityType(typeof(T))!.GetTableName()!;

    /// <summary>Writes them; what the database gave back for each, in the order in which it gave it.</summary>
    public async Task<List<(long Number, string Name)>> Write(IReadOnlyList<T> all)
    {
        var given = new List<(long, string)>(all.Count);
        foreach (var some in all.Chunk(PerStatement))
        {
            var args = some.SelectMany(one => _columns.Select(c => c.Value(one))).ToArray();
            given.AddRange(await db.Sql.All(Sql(some.Length), row => (row.GetInt64(0), row.GetString(1)), args));
        }

        return given;
    }

    private static List<(string, Func<object, object?>)> Columns(AppDb db) =>
        [.. db.Model.FindEntityType(typeof(T))!.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd)
            .Select(p => (p.GetColumnName(), ValueOf(p)))];

    private static Func<object, object?> ValueOf(IProperty property)
    {
        var (read, convert) = (property.PropertyInfo!, property.GetTypeMapping().Converter);
        return one => read.GetValue(one) is { } value ? (convert is null ? value : convert.ConvertToProvider(value)) : null;
    }

    private string Sql(int rows)
    {
        var sql = new StringBuilder($"insert into {_table} ({string.Join(", ", _columns.Select(c => $"\"{c.Column}\""))}) values");
        for (var r = 0; r < rows; r++)
            sql.Append(r == 0 ? " (" : ", (")
                .AppendJoin(", ", Enumerable.Range(r * _columns.Count, _columns.Count).Select(p => $"@p{p}")).Append(')');
        return sql.Append($" returning id, {returning}").ToString();
    }
}
