using Core.Calendar;
using Core.Complaints;
using Core.ExternalIndices;
using Core.FollowUps;
using Core.Persistence;
using Core.Ratings;
using Core.Reports;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.Reports;

/// <summary>Everything that a report of a period is made of, of a unit or of the whole instansi.</summary>
internal sealed record ReportData
{
    public required ScoreStatistics Statistics { get; init; }

    public required SkmScore Score { get; init; }

    public required IReadOnlyList<UnitScore> Services { get; init; }

    /// <summary>Each unit with what may be shown of it; only in the instansi's.</summary>
    public required IReadOnlyList<UnitRow> Units { get; init; }

    /// <summary>The unit together with those below it; in the instansi's, every unit that stands above others.</summary>
    public required IReadOnlyList<BranchScore> Branches { get; init; }

    /// <summary>The complaints of the unit and those below it; null where none is below, and in the instansi's.</summary>
    public required UnitComplaints? BranchComplaints { get; init; }

    public required IReadOnlyList<(Month Month, SkmScore? Score)> Trend { get; init; }

    public required IReadOnlyList<PlanStory> Plans { get; init; }

    /// <summary>Those of the period before, which this one can tell the effect of.</summary>
    public required IReadOnlyList<PlanStory> EarlierPlans { get; init; }

    /// <summary>The SKM of years before this service, as reported, the earliest first.</summary>
    public required IReadOnlyList<ExternalIndex> Earlier { get; init; }

    public required Instrument Instrument { get; init; }

    public required ResultStatus Standing { get; init; }

    public required Commented Comments { get; init; }

    public required IReadOnlyList<WeakestOfGroup> Groups { get; init; }

    /// <summary>The unsur that changed more than by chance; none where the two periods cannot be compared.</summary>
    public required IReadOnlyList<UnsurChange> Changes { get; init; }

    /// <summary>What the office wrote into the places that are its own.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>The unit; null for the instansi.</summary>
    public Unit? Unit => Statistics.Unit;

    public Period Period => Statistics.Period;

    /// <summary>The period's name; of one that runs, up to which day its figures are.</summary>
    public string Name(Wording words, DateOnly today) => Statistics.Now.Running
        ? words["pdf.running", Period.Name(words), $"{today.Day} {words.Month(today.Month)} {today.Year}"] : Period.Name(words);
}

/// <summary>A unit in the report of the instansi.</summary>
internal sealed record UnitRow(Unit Unit, PeriodScore Now, ResultStatus Standing, UnitComplaints? Complaints,
    IReadOnlyList<PlanStory> Plans);

/// <summary>Reads what documents show.</summary>
internal sealed class ReadReport(IDbContextFactory<AppDb> databases, ReadStatistics statistics, ReadScores scores,
    ReadBranches branches, ReadPlans plans, ReadComments comments, WeakestOfGroups groups, UnsurChanges changes,
    ComplaintFigures complaints, Instruments instruments)
{
    /// <summary>The figures of a period; an error when they must not be shown.</summary>
    internal async Task<ReportData> Of(Unit? unit, Period period)
    {
        var all = await statistics.Of(unit, period);
        await using var db = await databases.CreateDbContextAsync();
        var instrument = await Newest(db, unit, period);
        var units = unit is null ? await Units(period) : [];
        return new ReportData
        {
            Statistics = all,
            Score = all.Now.Score ?? throw new InvalidOperationException("The period has too few respondents for a document."),
            Services = unit is null ? [] : await scores.ByService(unit, period.From, period.To),
            Units = units,
            Branches = unit is null ? await branches.All(period.From, period.To)
                : await branches.Of(unit, period.From, period.To) is { } own ? [own] : [],
            BranchComplaints = unit is null ? null : await branches.Complaints(unit, period.From.FirstDay, period.To.LastDay),
            Trend = [.. (await statistics.ByMonth(unit, period.To.Add(-11), period.To)).Select(m => (m.Month, m.Score.Score))],
            Plans = unit is null ? [.. units.SelectMany(u => u.Plans)] : await Plans(unit, period),
            EarlierPlans = await EarlierPlans(unit, units, period),
            Earlier = await db.ExternalIndices.AsNoTracking().Where(i => i.Kind == ExternalKind.Skm
                && (unit == null ? i.UnitId == null : i.UnitId == unit.Id) && i.Hundredths != null && i.Year <= period.Year)
                .OrderBy(i => i.Year).ToListAsync(),
            Instrument = instrument,
            Standing = Standing(unit, period, all.Now.Respondents),
            Comments = await comments.Of(unit, period),
            Groups = all.Now.Running ? [] : await groups.Of(unit, period, instrument, scores.Options.MinimumRespondents),
            Changes = all.Before.Score is null || unit is null ? [] : await changes.Of(unit, period, instrument),
            Texts = await KeepReportTexts.Read(db, unit?.Id, period),
        };
    }

    private async Task<IReadOnlyList<UnitRow>> Units(Period period)
    {
        var filed = (await complaints.Of(period.From.FirstDay, period.To.LastDay)).ToDictionary(c => c.UnitId);
        var rows = new List<UnitRow>();
        foreach (var (unit, score) in await statistics.ByUnit(period.From, period.To))
            rows.Add(new UnitRow(unit, score, Standing(unit, period, score.Respondents), filed.GetValueOrDefault(unit.Id),
                await Plans(unit, period)));
        return rows;
    }

    private Task<IReadOnlyList<PlanStory>> Plans(Unit unit, Period period) =>
        plans.For(unit, period.From, period.To, scores.ThisMonth(unit));

    private async Task<IReadOnlyList<PlanStory>> EarlierPlans(Unit? unit, IReadOnlyList<UnitRow> units, Period period)
    {
        if (unit is not null) return await Plans(unit, period.Before);
        var all = new List<PlanStory>();
        foreach (var row in units) all.AddRange(await Plans(row.Unit, period.Before));
        return all;
    }

    /// <summary>What a figure of so many respondents may be called.</summary>
    internal ResultStatus Standing(Unit? unit, Period period, int respondents) => scores.StandingOf(unit, period, respondents);

    /// <summary>The published answers of each respondent, as numbers only: no name, no time, no words.</summary>
    internal async Task<PublishedAnswers> Answers(Unit unit, Period period)
    {
        await using var db = await databases.CreateDbContextAsync();
        var answers = new PublishedAnswers(await Newest(db, unit, period));
        var rows = db.Ratings.AsNoTracking()
            .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published
            && r.State == RatingState.Complete && r.Instrument == answers.Instrument.Id)
            .Select(r => new Row(r.U1!.Value, r.U2!.Value, r.U3!.Value, r.U4!.Value, r.U5!.Value, r.U6!.Value, r.U7!.Value, r.U8!.Value,
                r.U9!.Value, r.PaperBatch != null));
        await foreach (var r in rows.AsAsyncEnumerable()) answers.Add([r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9], r.Paper);
        return answers.Sorted();
    }

    private async Task<Instrument> Newest(AppDb db, Unit? unit, Period period)
    {
        var sums = await db.MonthlySums.AsNoTracking()
            .Where(s => (unit == null || s.UnitId == unit.Id) && s.Month >= period.From && s.Month <= period.To && s.Respondents > 0)
            .ToListAsync();
        var id = sums.GroupBy(s => s.Instrument).OrderByDescending(g => g.Max(s => s.Month))
            .ThenByDescending(g => g.Sum(s => s.Respondents)).FirstOrDefault()?.Key;
        return (id is null ? null : instruments.Find(id)) ?? instruments.Current;
    }

    private readonly record struct Row(int U1, int U2, int U3, int U4, int U5, int U6, int U7, int U8, int U9, bool Paper);
}
