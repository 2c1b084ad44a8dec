using System.Data.Common;
using Core.Calendar;
using Core.Persistence;

namespace Core.Ratings;

/// <summary>
/// Writes ratings and reads the few that a new one has to do with, by prepared statements: this stands on the way of every rating.
/// </summary>
internal static class StoreRating
{
    private const string Columns =
        "id, unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, day, month, rater_key, signs, published, replaces, sex, age, education, occupation, comment, made_up, disability, paper_batch";

    private const string Upsert = $"""
        insert into ratings ({Columns})
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26, @p27)
        on conflict (id) do update set instrument = excluded.instrument, state = excluded.state, signs = excluded.signs,
            u1 = excluded.u1, u2 = excluded.u2, u3 = excluded.u3, u4 = excluded.u4, u5 = excluded.u5, u6 = excluded.u6,
            u7 = excluded.u7, u8 = excluded.u8, u9 = excluded.u9, published = excluded.published, replaces = excluded.replaces,
            sex = excluded.sex, age = excluded.age, education = excluded.education, occupation = excluded.occupation, comment = excluded.comment
        """;

    private const string Select = $"select {Columns} from ratings";

    /// <summary>The condition of the index of waiting ratings, word for word.</summary>
    internal const string IsWaiting = "not published and state = 'Complete'";

    /// <summary>The rating that stands there for this key; null when there is none.</summary>
    public static ValueTask<Rating?> Find(AppDb db, string raterKey) =>
        db.Sql.First<Rating>($"{Select} where rater_key = @p0", Read, raterKey);

    /// <summary>The rating of this number.</summary>
    public static ValueTask<Rating?> Find(AppDb db, long id) => db.Sql.First<Rating>($"{Select} where id = @p0", Read, id);

    /// <summary>Complete ratings of the unit's month by these questions that are not published yet.</summary>
    public static ValueTask<List<Rating>> Waiting(AppDb db, int unit, Month month, string instrument) =>
        db.Sql.All($"{Select} where unit_id = @p0 and month = @p1 and instrument = @p2 and {IsWaiting}", Read, unit, month, instrument);

    /// <summary>Where ratings wait.</summary>
    public static ValueTask<List<(int Unit, Month Month, string Instrument)>> WaitingIn(AppDb db) =>
        db.Sql.All($"select distinct unit_id, month, instrument from ratings where {IsWaiting}",
            row => (row.GetInt32(0), new Month(row.GetInt32(1)), row.GetString(2)));

    /// <summary>Writes it down, in place of what stands under its number.</summary>
    public static ValueTask Store(AppDb db, Rating r) => db.Sql.RunAlong(
        Upsert, r.Id, r.UnitId, r.ServiceId, r.Instrument, r.State.ToString(), r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9,
            $"{r.Day:yyyy-MM-dd}",
        r.Month, r.RaterKey, (int)r.Signs, r.Published, r.Replaces, r.Sex, r.Age, r.Education, r.Occupation, r.Comment, r.MadeUp,
        r.Disability, r.PaperBatch);

    private static Rating Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        UnitId = row.GetInt32(1),
        ServiceId = row.GetInt32(2),
        Instrument = row.GetString(3),
        State = Enum.Parse<RatingState>(row.GetString(4)),
        Unsur = [.. Enumerable.Range(5, 9).Select(i => row.IsDBNull(i) ? (int?)null : row.GetInt32(i))],
        Day = DateOnly.Parse(row.GetString(14)),
        Month = new(row.GetInt32(15)),
        RaterKey = Said(row, 16),
        Signs = (RatingSigns)row.GetInt32(17),
        Published = row.GetBoolean(18),
        Replaces = row.IsDBNull(19) ? null : row.GetInt64(19),
        Sex = Said(row, 20),
        Age = Said(row, 21),
        Education = Said(row, 22),
        Occupation = Said(row, 23),
        Comment = Said(row, 24),
        MadeUp = row.GetBoolean(25),
        Disability = Said(row, 26),
        PaperBatch = row.IsDBNull(27) ? null : row.GetInt64(27),
    };

    private static string? Said(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
