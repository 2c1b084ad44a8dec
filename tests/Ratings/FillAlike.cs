using System.Data.Common;
using System.Globalization;
using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tests.Ratings;

/// <summary>
/// Puts into each column of people's rows that is alike in all of them what would betray the most: the moment of that person's turn, as
/// a moment, a day, a number or a text. What a column may ever hold of a turn is no more than that.
/// </summary>
internal static class FillAlike
{
    public static async Task Fill(AppDb db, Func<Dictionary<string, object?>, int?> ownerOf,
        IReadOnlyDictionary<int, DateTimeOffset> moments)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() != "ratings" && e.FindPrimaryKey() is not null))
        {
            var rows = (await PairingTests.Rows(db, $"select * from {entity.GetTableName()}"))
                .Select(row => (Row: row, Owner: ownerOf(row))).Where(r => r.Owner is not null)
                .Select(r => (r.Row, At: moments[r.Owner!.Value])).ToList();
            if (rows.Count < 2) continue;
            foreach (var property in entity.GetProperties().Where(p => !p.IsPrimaryKey()))
                if (await IsAlike(db, entity.GetTableName()!, property.GetColumnName())) await Fill(db, entity, property, rows);
        }
    }

    public static async Task<bool> IsAlike(AppDb db, string table, string column) =>
        (await PairingTests.Rows(db, $"select distinct \"{column}\" as value from {table} limit 2")).Count < 2;

    private static async Task Fill(AppDb db, IEntityType entity, IProperty property,
        List<(Dictionary<string, object?> Row, DateTimeOffset At)> rows)
    {
        var others = await Others(db, property);
        if (property.IsForeignKey() && others.Count < 2) return;
        var keys = entity.FindPrimaryKey()!.Properties.Select(k => k.GetColumnName()).ToList();
        await using var all = await db.Database.BeginTransactionAsync();
        try
        {
            foreach (var (row, at) in rows)
            {
                if (ValueOf(property, at, others) is not { } value) return;
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(all);
                command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, "@value", value, nullable: true));
                foreach (var (i, key) in keys.Index())
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = ($"@k{i}", row[key]);
                    command.Parameters.Add(parameter);
                }

                command.CommandText = $"update {entity.GetTableName()} set \"{property.GetColumnName()}\" = @value where "
                    + string.Join(" and ", keys.Select((k, i) => $"\"{k}\" = @k{i}"));
                await command.ExecuteNonQueryAsync();
            }

            await all.CommitAsync();
        }
        catch (DbException)
        {
            // Such as what may stand there once only: it stays alike, and needs its excuse.
        }
    }

    /// <summary>What a column may point to.</summary>
    private static async Task<List<object>> Others(AppDb db, IProperty property)
    {
        if (property.GetContainingForeignKeys().FirstOrDefault() is not { } reference) return [];
        var (table, key) = (reference.PrincipalEntityType.GetTableName(), reference.PrincipalKey.Properties[0].GetColumnName());
        return (await PairingTests.Rows(db, $"select \"{key}\" as value from {table} order by 1 limit 100")).ConvertAll(r => r["value"]!);
    }

    private static object? ValueOf(IProperty property, DateTimeOffset at, List<object> others)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var (number, culture) = (at.ToUnixTimeMilliseconds(), CultureInfo.InvariantCulture);
        if (others.Count > 0) return Convert.ChangeType(others[(int)(number % others.Count)], type, culture);
        if (type == typeof(DateTimeOffset)) return at;
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(at.UtcDateTime);
        if (type == typeof(TimeOnly)) return TimeOnly.FromDateTime(at.UtcDateTime);
        if (type == typeof(TimeSpan)) return at.TimeOfDay;
        if (type == typeof(Month)) return new Month(number % 2 == 0 ? 202610 : 202611);
        if (type == typeof(bool)) return number % 2 == 0;
        if (type.IsEnum) return Enum.GetValues(type).GetValue((int)(number % Enum.GetValues(type).Length));
        if (type == typeof(long)) return number;
        if (type == typeof(int)) return (int)(number % 1_000_000_000);
        if (type == typeof(double)) return (double)number;
        return type == typeof(string) ? $"{number}"[^Math.Min(13, property.GetMaxLength() ?? 13)..] : null;
    }
}
