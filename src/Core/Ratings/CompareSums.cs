using Core.Persistence;
using Core.Skm;

namespace Core.Ratings;

/// <summary>Sums of one unit's month that are not what its published ratings add up to.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Month">The month, as <c>202611</c>.</param>
internal readonly record struct WrongSum(int UnitId, int Month);

/// <summary>
/// Compares the sums that every score is read from with the ratings themselves. Sums hold what is published and complete and nothing else
/// (<see cref="PublishRatings"/>): a rating that still waits, one that was left half-way and one that somebody excluded belong to none.
/// </summary>
internal static class CompareSums
{
    /// <summary>Which ratings a sum holds.</summary>
    internal const string Counted = "published and state = 'Complete'";

    private static readonly string[] Figures = ["respondents", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "squares", "paper"];

    /// <summary>Where they differ. One statement for each kind of sum, so that ratings that come meanwhile are on both sides.</summary>
    public static async Task<IReadOnlyList<WrongSum>> Find(AppDb db, Instruments instruments)
    {
        var wrong = new HashSet<WrongSum>();
        foreach (var instrument in await Known(db, instruments))
            wrong.UnionWith(await db.Sql.All(Scores(instrument), Read, instrument.Id));
        wrong.UnionWith(await db.Sql.All(Respondents, Read));
        return [.. wrong.OrderBy(w => w.UnitId).ThenBy(w => w.Month)];
    }

    /// <summary>
    /// The instruments of the ratings and sums that are there; of one whose file is gone nobody can say what its sums should be.
    /// </summary>
    internal static async Task<List<Instrument>> Known(AppDb db, Instruments instruments)
    {
        var used = await db.Sql.All(
            "select distinct instrument from ratings union select distinct instrument from monthly_sums", row => row.GetString(0));
        return [.. used.Select(instruments.Find).OfType<Instrument>()];
    }

    /// <summary>What the monthly sums should be by the ratings: columns as in <c>monthly_sums</c>, the instrument is <c>@p0</c>.</summary>
    internal static string Scored(Instrument instrument, string where)
    {
        var total = string.Join(" + ", Enumerable.Range(0, Unsur.Count)
            .Select(u => $"cast({SkmSums.Parts / instrument.Items[u]} as bigint) * u{u + 1}"));
        var sums = string.Join(", ", Enumerable.Range(1, Unsur.Count).Select(u => $"cast(sum(u{u}) as bigint) as s{u}"));
        return $"""
            select unit_id, service_id, month, instrument, count(*) as respondents, {sums},
              cast(sum(({total}) * ({total})) as bigint) as squares,
              count(paper_batch) as paper
            from ratings where {Counted} and instrument = @p0{where} group by unit_id, service_id, month, instrument
            """;
    }

    /// <summary>What the respondents' sums should be by the ratings.</summary>
    internal static string Said(string where) => string.Join(" union all ", RespondentGroups.Questions.Select(q =>
        $"select unit_id, month, '{q}' as question, {q} as code, count(*) as respondents from ratings where {Counted} and {q} is not null{where} group by unit_id, month, {q}"));

    private static string Scores(Instrument instrument) => $"""
        select distinct unit_id, month from (
          select unit_id, service_id, month from (
            {Scored(instrument, "")}
            union all
            select unit_id, service_id, month, instrument, {string.Join(", ", Figures.Select(f => $"-{f}"))} from monthly_sums where instrument = @p0
          ) both_sides group by unit_id, service_id, month
          having {string.Join(" or ", Figures.Select(f => $"sum({f}) <> 0"))}
        ) wrong
        """;

    private static string Respondents => $"""
        select distinct unit_id, month from (
          select unit_id, month from (
            {Said("")}
            union all
            select unit_id, month, question, code, -respondents from respondent_sums
          ) both_sides group by unit_id, month, question, code having sum(respondents) <> 0
        ) wrong
        """;

    private static WrongSum Read(System.Data.Common.DbDataReader row) => new(row.GetInt32(0), row.GetInt32(1));
}
