using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bot.Database.Moving;

/// <summary>What a column holds, by the names that both vendors know.</summary>
internal enum ColumnKind
{
    /// <summary>A whole number of up to 64 bits.</summary>
    Long,

    /// <summary>A whole number of up to 32 bits.</summary>
    Int,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Yes or no; a number in SQLite.</summary>
    YesNo,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column as it is carried over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record MovedColumn(string Name, ColumnKind Kind);

/// <summary>
/// A table as it is carried from one vendor to the other. Tables come from the model, so a new one is carried without a line here.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">All of its columns.</param>
/// <param name="Key">The columns of its primary key.</param>
/// <param name="Numbered">The column that the database numbers by itself; null for none.</param>
internal sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns, IReadOnlyList<MovedColumn> Key, string? Numbered)
{
    /// <summary>The table that says which city it is, and how far a move has come; carried last.</summary>
    public const string Installation = "installation";

    /// <summary>Its columns as SQL.</summary>
    public string ColumnList => Listed(Columns);

    /// <summary>Its key as SQL.</summary>
    public string KeyList => Listed(Key);

    /// <summary>
    /// Which rows are carried; null for all. How far a move has come is none of them, nor which folders belong to the place.
    /// </summary>
    public string? Only => Name == Installation ? $"name not like '{MoveProgress.Fact}%' and name <> '{CityFolders.Fact}'" : null;

    /// <summary>Every table, those that others refer to first.</summary>
    public static IReadOnlyList<MovedTable> InOrder(AppDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var (done, order) = (new HashSet<string>(StringComparer.Ordinal), new List<MovedTable>());
        while (left.Count > 0)
        {
            var ready = left.Where(t => t.ForeignKeyConstraints.All(f => f.PrincipalTable == t || done.Contains(f.PrincipalTable.Name)))
                .ToList();
            if (ready.Count == 0) throw new InvalidOperationException("Tables refer to each other in a circle.");
            foreach (var table in ready)
            {
                left.Remove(table);
                done.Add(table.Name);
                order.Add(Of(table));
            }
        }

        return [.. order.Where(t => t.Name != Installation), .. order.Where(t => t.Name == Installation)];
    }

    private static MovedTable Of(ITable table)
    {
        var columns = table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new MovedColumn(c.Name, KindOf(c))).ToList();
        var key = table.PrimaryKey!.Columns.Select(k => columns.Find(c => c.Name == k.Name)!).ToList();
        var numbered = table.PrimaryKey.Columns is [var only]
            && only.PropertyMappings.Any(m => m.Property.ValueGenerated == ValueGenerated.OnAdd) && key[0].Kind != ColumnKind.Text;
        return new MovedTable(table.Name, columns, key, numbered ? key[0].Name : null);
    }

    private static ColumnKind KindOf(IColumn column)
    {
        var type = column.PropertyMappings[0].TypeMapping.Converter?.ProviderClrType ?? column.PropertyMappings[0].Property.ClrType;
        return (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(long) => ColumnKind.Long,
            var t when t == typeof(int) => ColumnKind.Int,
            var t when t == typeof(string) => ColumnKind.Text,
            var t when t == typeof(bool) => ColumnKind.YesNo,
            var t when t == typeof(double) => ColumnKind.Real,
            var t when t == typeof(byte[]) => ColumnKind.Bytes,
            var t =>
                throw new InvalidOperationException($"{column.Table.Name}.{column.Name} is of the kind {t.Name}, which no move knows."),
        };
    }

    private static string Listed(IEnumerable<MovedColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
}
