using Core.Calendar;
using Core.Persistence;
using Core.Skm;

namespace Core.Ratings;

/// <summary>Keeps the month's sums in step with the ratings, and reads them back as what a score is computed from.</summary>
internal static class ScoreSums
{
    private const string Upsert =
        """
        insert into monthly_sums (month, unit_id, service_id, instrument, respondents, s1, s2, s3, s4, s5, s6, s7, s8, s9, squares, paper)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15)
        on conflict (month, unit_id, service_id, instrument) do update set
          respondents = monthly_sums.respondents + excluded.respondents,
          s1 = monthly_sums.s1 + excluded.s1, s2 = monthly_sums.s2 + excluded.s2, s3 = monthly_sums.s3 + excluded.s3,
          s4 = monthly_sums.s4 + excluded.s4, s5 = monthly_sums.s5 + excluded.s5, s6 = monthly_sums.s6 + excluded.s6,
          s7 = monthly_sums.s7 + excluded.s7, s8 = monthly_sums.s8 + excluded.s8, s9 = monthly_sums.s9 + excluded.s9,
          squares = monthly_sums.squares + excluded.squares, paper = monthly_sums.paper + excluded.paper
        """;

    private static readonly string[] Respondents = [.. Enumerable.Range(0, RespondentGroups.Questions.Count + 1).Select(RespondentsSql)];

    /// <summary>
    /// Nobody else changes ratings and sums of the unit until the transaction ends. Take it before reading what is to be changed, after the
    /// locks of a chat and of a complaint.
    /// </summary>
    public static ValueTask Lock(AppDb db, int unit) => db.Sql.Lock($"sums:{unit}");

    /// <summary>
    /// Adds a complete rating to its month (<paramref name="sign"/> 1), or takes it back (-1) before it is changed or deleted.
    /// Call it in the writer's transaction that stores the rating. An incomplete rating never counts.
    /// </summary>
    public static async ValueTask Add(AppDb db, Rating rating, Instrument instrument, int sign)
    {
        if (rating.State != RatingState.Complete) return;
        await Put(db, rating, SkmSums.Of(rating.Unsur, instrument.Items), 1, sign, rating.PaperBatch is null ? 0 : 1);
        await Count(db, rating, sign);
    }

    /// <summary>The same for many at once: a statement for each sum that they change and not for each of them.</summary>
    public static async ValueTask Add(AppDb db, IEnumerable<Rating> ratings, Instruments instruments, int sign)
    {
        foreach (var group in ratings.Where(r => r.State == RatingState.Complete)
            .GroupBy(r => (r.Month, r.UnitId, r.ServiceId, r.Instrument)))
        {
            var items = instruments.Find(group.Key.Instrument)!.Items;
            var sums = group.Aggregate(SkmSums.None, (sum, r) => sum + SkmSums.Of(r.Unsur, items));
            await Put(db, group.First(), sums, group.Count(), sign, group.Count(r => r.PaperBatch is not null));
            foreach (var said in group.SelectMany(RespondentSum.Of).GroupBy(s => s))
                await db.Sql.RunAlong(Respondents[1], group.Key.Month, group.Key.UnitId, sign * said.Count(), said.Key.Question,
                    said.Key.Code);
        }
    }

    private static async ValueTask Put(AppDb db, Rating of, SkmSums sums, int ratings, int sign, int paper)
    {
        if (sums.Complete != ratings) throw new InvalidOperationException("A rating that says it is complete lacks an answer.");
        var t = sums.Totals;
        await db.Sql.RunAlong(Upsert, of.Month, of.UnitId, of.ServiceId, of.Instrument, sign * ratings, sign * t[0], sign * t[1],
            sign * t[2], sign * t[3], sign * t[4], sign * t[5], sign * t[6], sign * t[7], sign * t[8], sign * sums.Squares,
            sign * paper);
    }

    /// <summary>
    /// Counts what the rating says about its respondent. One statement for all its answers: this stands on the way of every rating.
    /// </summary>
    private static async ValueTask Count(AppDb db, Rating rating, int sign)
    {
        var said = RespondentSum.Of(rating);
        if (said.Count == 0) return;
        var args = new List<object?> { rating.Month, rating.UnitId, sign };
        foreach (var (question, code) in said) args.AddRange([question, code]);
        await db.Sql.RunAlong(Respondents[said.Count], [.. args]);
    }

    private static string RespondentsSql(int answers) =>
        $"""
        insert into respondent_sums (month, unit_id, respondents, question, code)
        values {string.Join(", ", Enumerable.Range(0, answers).Select(i => $"(@p0, @p1, @p2, @p{(2 * i) + 3}, @p{(2 * i) + 4})"))}
        on conflict (month, unit_id, question, code) do update set respondents = respondent_sums.respondents + excluded.respondents
        """;

    /// <summary>The sums of a stored row.</summary>
    public static SkmSums Of(MonthlySum row, Instrument instrument) =>
        SkmSums.Of(row.Respondents, [row.S1, row.S2, row.S3, row.S4, row.S5, row.S6, row.S7, row.S8, row.S9], row.Squares,
            instrument.Items, row.Paper);

    /// <summary>The row that holds these sums of complete ratings; for filling a database without going through each rating.</summary>
    public static MonthlySum Row(Month month, int unitId, int serviceId, string instrument, SkmSums sums) => new()
    {
        Month = month,
        UnitId = unitId,
        ServiceId = serviceId,
        Instrument = instrument,
        Respondents = sums.Complete,
        S1 = sums.Totals[0],
        S2 = sums.Totals[1],
        S3 = sums.Totals[2],
        S4 = sums.Totals[3],
        S5 = sums.Totals[4],
        S6 = sums.Totals[5],
        S7 = sums.Totals[6],
        S8 = sums.Totals[7],
        S9 = sums.Totals[8],
        Squares = sums.Squares,
        Paper = sums.Paper,
    };
}
