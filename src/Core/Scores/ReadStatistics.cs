using System.Data.Common;
using Core.Calendar;
using Core.Complaints;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Scores;

/// <summary>What an administrator asks about a unit, or the instansi, over a period. It reads sums only, never the ratings.</summary>
public sealed class ReadStatistics(
    IDbContextFactory<AppDb> databases, Instruments instruments, UnitCatalog units, ComplaintFigures complaints, IOptions<ScoresOptions> options)
{
    private const string OneUnit = "where unit_id = @p0 and month >= @p1 and month <= @p2";
    private const string AllUnits = "where month >= @p0 and month <= @p1";

    /// <summary>The figures of a period beside those of the one before.</summary>
    public async Task<Statistics> Of(Unit? unit, Period period)
    {
        await using var db = await Open();
        return new Statistics
        {
            Unit = unit,
            Period = period,
            Now = await Score(db, unit, period.From, period.To),
            Before = await Score(db, unit, period.Before.From, period.Before.To),
            Respondents = await Respondents(db, unit, period),
            Complaints = await Complaints(unit, MonthNumber.FirstDay(period.From), MonthNumber.FirstDay(period.After.From).AddDays(-1)),
        };
    }

    private Task<UnitComplaints> Complaints(Unit? unit, DateOnly from, DateOnly to) => unit is null ? complaints.OfAll(from, to) : complaints.Of(unit.Id, from, to);

    /// <summary>The pooled score of the months.</summary>
    public async Task<PeriodScore> Score(Unit? unit, int from, int to)
    {
        await using var db = await Open();
        return await Score(db, unit, from, to);
    }

    /// <summary>Pooled scores of each of the months; null is the whole instansi.</summary>
    public async Task<IReadOnlyList<(int Month, PeriodScore Score)>> ByMonth(Unit? unit, int from, int to)
    {
        await using var db = await Open();
        var sql = $"select month, instrument, max(month), {Sums} from monthly_sums {(unit is null ? AllUnits : OneUnit)} group by month, instrument";
        var rows = (await db.Sql.All(sql, Read(1), Args(unit, from, to))).ToLookup(r => r.Key);
        return [.. MonthNumber.Until(to, MonthNumber.Count(from, to)).Select(m => (m, PeriodScore.Of(Newest(rows[m]), options.Value)))];
    }

    /// <summary>The pooled scores of every unit over the months, by name: active units, and closed ones that were rated.</summary>
    public async Task<IReadOnlyList<(Unit Unit, PeriodScore Score)>> ByUnit(int from, int to)
    {
        await using var db = await Open();
        var rows = (await db.Sql.All($"select unit_id, instrument, max(month), {Sums} from monthly_sums {AllUnits} group by unit_id, instrument", Read(1), from, to)).ToLookup(r => r.Key);
        return [.. units.All.Where(u => u.Active || rows.Contains(u.Id)).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)
            .Select(u => (u, PeriodScore.Of(Newest(rows[u.Id]), options.Value)))];
    }

    private const string Sums = """
        cast(sum(respondents) as bigint), cast(sum(s1) as bigint), cast(sum(s2) as bigint), cast(sum(s3) as bigint), cast(sum(s4) as bigint),
        cast(sum(s5) as bigint), cast(sum(s6) as bigint), cast(sum(s7) as bigint), cast(sum(s8) as bigint), cast(sum(s9) as bigint), cast(sum(squares) as bigint)
        """;

    private async Task<PeriodScore> Score(AppDb db, Unit? unit, int from, int to)
    {
        var sql = $"select instrument, max(month), {Sums} from monthly_sums {(unit is null ? AllUnits : OneUnit)} group by instrument";
        return PeriodScore.Of(Newest(await db.Sql.All(sql, Read(0), Args(unit, from, to))), options.Value);
    }

    private static Func<DbDataReader, Row> Read(int at) => row => new Row(
        at == 0 ? 0 : row.GetInt32(0), row.GetString(at), row.GetInt32(at + 1), [.. Enumerable.Range(at + 2, 11).Select(row.GetInt64)]);

    /// <summary>Answers to different questions are not added up: the newest questions count, among equals those with most respondents.</summary>
    private SkmSums Newest(IEnumerable<Row> rows)
    {
        var newest = rows.Where(r => r.Sums[0] > 0 && instruments.Find(r.Instrument) is not null).OrderByDescending(r => r.Month).ThenByDescending(r => r.Sums[0]).FirstOrDefault();
        return newest is null ? SkmSums.None : SkmSums.Of((int)newest.Sums[0], newest.Sums[1..10], newest.Sums[10], instruments.Find(newest.Instrument)!.Items);
    }

    private async Task<AppDb> Open()
    {
        var db = await databases.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        return db;
    }

    private static async Task<IReadOnlyList<RespondentGroup>> Respondents(AppDb db, Unit? unit, Period period)
    {
        var sql = $"select question, code, cast(sum(respondents) as bigint) from respondent_sums {(unit is null ? AllUnits : OneUnit)} group by question, code";
        return await db.Sql.All(sql, r => new RespondentGroup(r.GetString(0), r.GetString(1), (int)r.GetInt64(2)), Args(unit, period.From, period.To));
    }

    private static object?[] Args(Unit? unit, int from, int to) => unit is null ? [from, to] : [unit.Id, from, to];

    private sealed record Row(int Key, string Instrument, int Month, long[] Sums);
}

/// <summary>How many respondents said one thing about themselves.</summary>
/// <param name="Question">sex, age, education or occupation.</param>
/// <param name="Code">The answer's code.</param>
/// <param name="Count">How many.</param>
public sealed record RespondentGroup(string Question, string Code, int Count);

/// <summary>The figures of a unit, or of the instansi, over a period.</summary>
public sealed record Statistics
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
