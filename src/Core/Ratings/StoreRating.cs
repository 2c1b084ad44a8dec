using System.Data.Common;
using Core.Persistence;

namespace Core.Ratings;

/// <summary>Writes a rating by one prepared statement; a second one by the same person, service and day takes the place of the first.</summary>
internal static class StoreRating
{
    private const string Upsert = """
        insert into ratings (unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, at, day, month, channel, rater_key,
            sex, age, education, occupation, comment, nth)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23)
        on conflict (rater_key) do update set instrument = excluded.instrument, state = excluded.state, at = excluded.at,
            u1 = excluded.u1, u2 = excluded.u2, u3 = excluded.u3, u4 = excluded.u4, u5 = excluded.u5, u6 = excluded.u6,
            u7 = excluded.u7, u8 = excluded.u8, u9 = excluded.u9,
            sex = excluded.sex, age = excluded.age, education = excluded.education, occupation = excluded.occupation, comment = excluded.comment
        """;

    private const string Earlier =
        "select unit_id, service_id, instrument, state, u1, u2, u3, u4, u5, u6, u7, u8, u9, at, day, month, channel, sex, age, education, occupation, nth from ratings where rater_key = @p0";

    /// <summary>The rating that stands there for this key; null when there is none.</summary>
    public static ValueTask<Rating?> Find(AppDb db, string raterKey) => db.Sql.First<Rating>(Earlier, row => Read(row, raterKey), raterKey);

    /// <summary>Writes it down.</summary>
    public static ValueTask<int> Store(AppDb db, Rating r) => db.Sql.Run(
        Upsert, r.UnitId, r.ServiceId, r.Instrument, r.State.ToString(), r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9,
        r.At.ToUnixTimeMilliseconds(), $"{r.Day:yyyy-MM-dd}", r.Month, r.Channel, r.RaterKey, r.Sex, r.Age, r.Education, r.Occupation, r.Comment, r.Nth);

    private static Rating Read(DbDataReader row, string raterKey) => new()
    {
        UnitId = row.GetInt32(0),
        ServiceId = row.GetInt32(1),
        Instrument = row.GetString(2),
        State = Enum.Parse<RatingState>(row.GetString(3)),
        Unsur = [.. Enumerable.Range(4, 9).Select(i => row.IsDBNull(i) ? (int?)null : row.GetInt32(i))],
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)),
        Day = DateOnly.Parse(row.GetString(14)),
        Month = row.GetInt32(15),
        Channel = row.GetString(16),
        RaterKey = raterKey,
        Sex = Said(row, 17),
        Age = Said(row, 18),
        Education = Said(row, 19),
        Occupation = Said(row, 20),
        Nth = row.GetInt32(21),
    };

    private static string? Said(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
