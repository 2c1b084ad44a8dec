using System.Data.Common;
using System.Globalization;
using Core.Calendar;
using Core.Complaints;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Statistics;

/// <summary>What an administrator asks about a unit, or the instansi, over a period. It reads sums only, never the ratings.</summary>
internal sealed class ReadStatistics(
    IDbContextFactory<AppDb> databases, Instruments instruments, UnitCatalog units, ComplaintFigures complaints,
        IOptions<ScoresOptions> options, TimeProvider time)
{
    private const string OneUnit = "where unit_id = @p0 and month >= @p1 and month <= @p2";
    private const string AllUnits = "where month >= @p0 and month <= @p1";

    /// <summary>The figures of a period beside those of the one before.</summary>
    public async Task<ScoreStatistics> Of(Unit? unit, Period period)
    {
        await using var db = await Open();
        return new ScoreStatistics
        {
            Unit = unit,
            Period = period,
            Now = await Score(db, unit, period.From, period.To),
            Before = await Score(db, unit, period.Before.From, period.Before.To),
            Respondents = await Respondents(db, unit, period),
            Excluded = await LeftOutRatings.Read(db, unit, period.From, period.To),
            Complaints = await Complaints(unit, period.From.FirstDay, period.After.From.FirstDay.AddDays(-1)),
        };
    }

    /// <summary>The ratings of these months that a person decided not to count.</summary>
    public async Task<IReadOnlyList<LeftOutRatings>> Excluded(Unit unit, Month from, Month to)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await LeftOutRatings.Read(db, unit, from, to);
    }

    private Task<UnitComplaints> Complaints(Unit? unit, DateOnly from, DateOnly to) =>
        unit is null ? complaints.OfAll(from, to) : complaints.Of(unit.Id, from, to);

    /// <summary>The pooled score of the months.</summary>
    public async Task<PeriodScore> Score(Unit? unit, Month from, Month to)
    {
        await using var db = await Open();
        return await Score(db, unit, from, to);
    }

    /// <summary>Pooled scores of each of the months; null is the whole instansi.</summary>
    public async Task<IReadOnlyList<(Month Month, PeriodScore Score)>> ByMonth(Unit? unit, Month from, Month to)
    {
        await using var db = await Open();
        var rows = (await Rows(db, unit, from, to, ", month")).ToLookup(r => r.Month);
        return [.. Month.Until(to, Month.Count(from, to)).Select(m => (m, Of(unit, m, [.. rows[m]])))];
    }

    /// <summary>The pooled scores of every unit over the months, by name: active units, and closed ones that were rated.</summary>
    public async Task<IReadOnlyList<(Unit Unit, PeriodScore Score)>> ByUnit(Month from, Month to)
    {
        await using var db = await Open();
        var rows = (await db.Sql.All($"{OfUnits} {AllUnits} group by unit_id, instrument", Read, from, to)).ToLookup(r => r.Key);
        return [.. units.All.Where(u => u.Active || rows.Contains(u.Id)).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)
            .Select(u => (u, PeriodScore.Of(Newest(rows[u.Id]), options.Value, IsRunning(u, to))))];
    }

    private const string Sums = """
        cast(sum(respondents) as bigint) as respondents, cast(sum(s1) as bigint) as s1, cast(sum(s2) as bigint) as s2, cast(sum(s3) as bigint) as s3,
        cast(sum(s4) as bigint) as s4, cast(sum(s5) as bigint) as s5, cast(sum(s6) as bigint) as s6, cast(sum(s7) as bigint) as s7,
        cast(sum(s8) as bigint) as s8, cast(sum(s9) as bigint) as s9, cast(sum(squares) as bigint) as squares, cast(sum(paper) as bigint) as paper
        """;

    private const string OfUnits = $"select unit_id, instrument, max(month) as month, {Sums} from monthly_sums";

    private async Task<PeriodScore> Score(AppDb db, Unit? unit, Month from, Month to) => Of(unit, to, await Rows(db, unit, from, to, ""));

    /// <summary>
    /// The sums of a unit; of the instansi in two parts, units with fewer respondents than the minimum (1) and the others (0).
    /// </summary>
    private ValueTask<List<Row>> Rows(AppDb db, Unit? unit, Month from, Month to, string andBy)
    {
        if (unit is not null) return db.Sql.All($"{OfUnits} {OneUnit} group by unit_id, instrument{andBy}", Read, unit.Id, from, to);
        var units = $"{OfUnits} {AllUnits} group by unit_id, instrument{andBy}";
        var sql =
            $"select few, instrument, max(month), {Sums} from (select u.*, case when respondents < @p2 then 1 else 0 end as few from ({units}) u) v group by few, instrument{andBy}";
        return db.Sql.All(sql, Read, from, to, options.Value.MinimumRespondents);
    }

    private PeriodScore Of(Unit? unit, Month to, IReadOnlyList<Row> rows) =>
        unit is null ? Whole(rows, IsRunning(null, to)) : PeriodScore.Of(Newest(rows), options.Value, IsRunning(unit, to));

    private bool IsRunning(Unit? unit, Month to) => to >= LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(unit));

    /// <summary>
    /// All units together. While those whose own score is withheld are together fewer than the minimum, they are left out: else
    /// their score would follow by subtracting what is shown from the whole. Above a minimum of five they are left out however many they
    /// are: five sheets on paper, which somebody knows, may lift one of them above it, and what the whole said before gives away the rest.
    /// </summary>
    private PeriodScore Whole(IReadOnlyList<Row> rows, bool running)
    {
        var newest = NewestOf(rows);
        var hidden = (int)newest.Where(IsFew).Sum(r => r.Respondents);
        var asOne = hidden >= options.Value.MinimumRespondents && options.Value.MinimumRespondents <= PublishRatings.Step;
        if (hidden == 0 || asOne) return PeriodScore.Of(SumsOf(newest), options.Value, running);
        if (newest.All(IsFew)) return OfFew(PeriodScore.Of(SumsOf(newest), options.Value, running));
        return PeriodScore.Of(SumsOf([.. newest.Where(r => !IsFew(r))]), options.Value, running) with { LeftOut = hidden };

        static bool IsFew(Row row) => row.Key == 1;
        static PeriodScore OfFew(PeriodScore all) => all.Score is null ? all : all.HeldBack();
    }

    private static Row Read(DbDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), new(row.GetInt32(2)), [.. Enumerable.Range(3, 12).Select(row.GetInt64)]);

    private SkmSums Newest(IEnumerable<Row> rows) => SumsOf(NewestOf(rows));

    /// <summary>
    /// Answers to different questions are not added up: the newest questions count, among equals those with most respondents.
    /// </summary>
    private IReadOnlyList<Row> NewestOf(IEnumerable<Row> rows) =>
        [.. rows.Where(r => r.Respondents > 0 && instruments.Find(r.Instrument) is not null).GroupBy(r => r.Instrument)
        .OrderByDescending(g => g.Max(r => r.Month)).ThenByDescending(g => g.Sum(r => r.Respondents)).FirstOrDefault()
        ?? Enumerable.Empty<Row>()];

    private SkmSums SumsOf(IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0) return SkmSums.None;
        var sums = Enumerable.Range(0, rows[0].Sums.Length).Select(i => rows.Sum(r => r.Sums[i])).ToArray();
        return SkmSums.Of((int)sums[0], sums[1..10], sums[10], instruments.Find(rows[0].Instrument)!.Items, (int)sums[11]);
    }

    private async Task<AppDb> Open()
    {
        var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        return db;
    }

    /// <summary>
    /// Empty where other questions were asked in a part of the period: who answered those is not among the respondents that count.
    /// </summary>
    private static async Task<IReadOnlyList<RespondentGroup>> Respondents(AppDb db, Unit? unit, Period period)
    {
        var asked = await db.Sql.Value(
            $"select count(distinct instrument) from monthly_sums {(unit is null ? AllUnits : OneUnit)} and respondents > 0",
            Args(unit, period.From, period.To));
        if (Convert.ToInt64(asked, CultureInfo.InvariantCulture) > 1) return [];
        var sql =
            $"select question, code, cast(sum(respondents) as bigint) from respondent_sums {(unit is null ? AllUnits : OneUnit)} group by question, code";
        return await db.Sql.All(sql, r => new RespondentGroup(r.GetString(0), r.GetString(1), (int)r.GetInt64(2)),
            Args(unit, period.From, period.To));
    }

    private static object?[] Args(Unit? unit, Month from, Month to) => unit is null ? [from, to] : [unit.Id, from, to];

    private sealed record Row(int Key, string Instrument, Month Month, long[] Sums)
    {
        public long Respondents => Sums[0];
    }
}

/// <summary>How many respondents said one thing about themselves.</summary>
/// <param name="Question">sex, age, education or occupation.</param>
/// <param name="Code">The answer's code.</param>
/// <param name="Count">How many.</param>
internal sealed record RespondentGroup(string Question, string Code, int Count);

/// <summary>The figures of a unit, or of the instansi, over a period.</summary>
internal sealed record ScoreStatistics
{
    /// <summary>The unit; null for the whole instansi.</summary>
    public required Unit? Unit { get; init; }

    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>Its score.</summary>
    public required PeriodScore Now { get; init; }

    /// <summary>The score of the period before.</summary>
    public required PeriodScore Before { get; init; }

    /// <summary>Respondents by what they said about themselves, as counted.</summary>
    public required IReadOnlyList<RespondentGroup> Respondents { get; init; }

    /// <summary>What a person decided not to count.</summary>
    public required IReadOnlyList<LeftOutRatings> Excluded { get; init; }

    /// <summary>The complaints filed in the period; for the whole instansi also those that no unit has yet.</summary>
    public required UnitComplaints Complaints { get; init; }

    /// <summary>Respondents needed by the regulation's table; null when the yearly recipients are unknown.</summary>
    public int? SampleNeeded => Unit?.YearlyRecipients is > 0 and var recipients ? SampleSize.Needed(recipients) : null;

    /// <summary>
    /// The groups of a question for showing: groups under five are merged into one (code null), and with it the next smallest
    /// while the merged one is still under five, so that nobody can be told by subtraction.
    /// </summary>
    public IReadOnlyList<(string? Code, int Count)> Groups(string question)
    {
        const int Smallest = 5;
        var codes = RespondentGroups.Of(question);
        var all = Respondents.Where(g => g.Question == question && g.Count > 0).ToList();
        var small = all.Where(g => g.Count < Smallest).ToList();
        foreach (var next in all.Except(small).OrderBy(g => g.Count).ToList())
        {
            if (small.Count == 0 || small.Sum(g => g.Count) >= Smallest) break;
            small.Add(next);
        }

        var shown = all.Except(small).OrderBy(g => codes.ToList().IndexOf(g.Code)).Select(g => ((string?)g.Code, g.Count)).ToList();
        if (small.Count > 0) shown.Add((null, small.Sum(g => g.Count)));
        return shown;
    }
}
