using System.Linq.Expressions;
using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Statistics;

/// <summary>
/// Reads scores from the monthly sums, so that a page costs the same however many ratings there are. A score of several
/// services or months is the one that all their respondents together give (pooled), not the mean of scores. The sums hold what is
/// published (<see cref="PublishRatings"/>) and nothing else.
/// </summary>
internal sealed class ReadScores(
    IDbContextFactory<AppDb> databases, UnitCatalog units, Instruments instruments, IOptions<ScoresOptions> options, TimeProvider time)
{
    /// <summary>Settings of section <c>Scores</c>.</summary>
    public ScoresOptions Options => options.Value;

    /// <summary>The month that the clocks of the unit show now; of the instansi where no unit is given.</summary>
    public Month ThisMonth(Unit? unit = null) => LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(unit));

    /// <summary>Whether the figure of a period, over so many respondents, is the result of the declared survey period.</summary>
    public ResultStatus StandingOf(Unit? unit, Period period, int respondents) =>
        ResultStatus.Of(unit, period, respondents, Options.DeclaredPeriod, ThisMonth(unit));

    /// <summary>The first month that anybody rated in; null when nobody did.</summary>
    public async Task<Month?> FirstMonth()
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.MonthlySums.MinAsync(s => (Month?)s.Month);
    }

    /// <summary>Every unit's score of a month, by name: the active units, and closed ones that were rated in it.</summary>
    public Task<IReadOnlyList<UnitScore>> OfMonth(Month month) => OfUnits(month, month);

    /// <summary>The same over several months, all respondents of each unit together.</summary>
    public async Task<IReadOnlyList<UnitScore>> OfUnits(Month from, Month to)
    {
        var rows = (await Rows(s => s.Month >= from && s.Month <= to && s.Respondents > 0)).ToLookup(s => s.UnitId);
        return [.. units.All.Where(u => u.Active || rows.Contains(u.Id))
            .OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)
            .Select(u => Publish(u, null, from, to, rows[u.Id]))];
    }

    /// <summary>Every unit's score of each of the months, read at once.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<UnitScore>>> OfEachMonth(Month from, Month to)
    {
        var rows = (await Rows(s => s.Month >= from && s.Month <= to && s.Respondents > 0)).ToLookup(s => (s.Month, s.UnitId));
        return [.. Month.Until(to, Month.Count(from, to)).Select(m => (IReadOnlyList<UnitScore>)[.. units.All
            .Select(u => Publish(u, null, m, m, rows[(m, u.Id)]))])];
    }

    /// <summary>One score over all the months from the first to the last.</summary>
    public async Task<UnitScore> Of(Unit unit, Month from, Month to) => Publish(unit, null, from, to, await Rows(unit, from, to));

    /// <summary>The score of each month from the first to the last; months without ratings are there, withheld.</summary>
    public async Task<IReadOnlyList<UnitScore>> ByMonth(Unit unit, Month from, Month to)
    {
        var rows = (await Rows(unit, from, to)).ToLookup(s => s.Month);
        return [.. Month.Until(to, Month.Count(from, to)).Select(m => Publish(unit, null, m, m, rows[m]))];
    }

    /// <summary>How many of these months are over and have as many respondents as a score needs.</summary>
    public async Task<int> OverAndEnough(Unit unit, Period period)
    {
        var last = Month.Earlier(period.To, ThisMonth(unit).Add(-1));
        return last < period.From ? 0
            : (await ByMonth(unit, period.From, last)).Count(m => m.Respondents >= Options.MinimumRespondents);
    }

    /// <summary>The twelve months that end with the given one.</summary>
    public Task<IReadOnlyList<UnitScore>> Trend(Unit unit, Month last) => ByMonth(unit, last.Add(-11), last);

    /// <summary>
    /// The score of each service over those of the months that are over; none while none is. A running month has its steps for the whole
    /// unit, and five ratings of a unit are fewer of a service.
    /// </summary>
    public async Task<IReadOnlyList<UnitScore>> ByService(Unit unit, Month from, Month to)
    {
        to = Month.Earlier(to, ThisMonth(unit).Add(-1));
        if (to < from) return [];
        var rows = (await Rows(unit, from, to)).ToLookup(s => s.ServiceId);
        IReadOnlyList<UnitScore> services = [.. unit.Services.Where(s => s.Active || rows.Contains(s.Id))
            .Select(s => Publish(unit, s, from, to, rows[s.Id]))];
        if (await LeftOutFew(unit, from, to))
            return [.. services.Select(s => s.Score is null ? s : s with { Figures = s.Figures.HeldBack() })];
        return ProtectServices.Of(services, Options.MinimumRespondents, await Steps(unit, from, to, services));
    }

    /// <summary>
    /// Whether a decision left out fewer than five ratings of some service, or took so few of one back: whoever kept the service's score
    /// from before would read them off the score after. When nothing is left out any more, the score is the one from before.
    /// </summary>
    private async Task<bool> LeftOutFew(Unit unit, Month from, Month to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var ratings = db.Ratings.Where(r => r.UnitId == unit.Id && r.Month >= from && r.Month <= to);
        var left = await ratings.Where(r => r.State == RatingState.Excluded)
            .Join(db.RatingExclusions, r => r.Id, e => e.RatingId, (r, e) => new { r.Month, r.ServiceId, e.At })
            .GroupBy(x => new { x.Month, x.ServiceId, x.At }).Select(g => g.Count()).ToListAsync();
        if (left.Count == 0 || left.Exists(count => count < PublishRatings.Step)) return left.Count > 0;
        return await ratings.Where(r => r.State == RatingState.Complete)
            .Join(db.RatingLooks.Where(l => !l.LeaveOut && l.Reason != null), r => r.Id, l => l.RatingId,
                (r, _) => new { r.Month, r.ServiceId })
            .GroupBy(x => new { x.Month, x.ServiceId }).Select(g => g.Count()).AnyAsync(count => count < PublishRatings.Step);
    }

    /// <summary>
    /// What was published together, by service; what no step tells of, all in one. Paper is in none: whoever typed it knows it.
    /// </summary>
    private async Task<IReadOnlyList<IReadOnlyDictionary<int, int>>> Steps(Unit unit, Month from, Month to,
        IReadOnlyList<UnitScore> services)
    {
        await using var db = await databases.CreateDbContextAsync();
        var steps = (await db.PublishedSteps.AsNoTracking().Where(s => s.UnitId == unit.Id && s.Month >= from && s.Month <= to)
            .ToListAsync())
            .Where(s => services.Any(one => one.Instrument == s.Instrument)).Select(s => s.Counts()).ToList();
        var others = services.ToDictionary(s => s.Service!.Id,
            s => Math.Max(0, s.Respondents - s.Paper - steps.Sum(step => step.GetValueOrDefault(s.Service!.Id))));
        return [.. steps, others];
    }

    /// <summary>One-tap ratings of the months, for each unit that has any.</summary>
    public async Task<IReadOnlyList<QuickCounts>> Quick(Month from, Month to)
    {
        await using var db = await databases.CreateDbContextAsync();
        var found = await db.QuickRatings
            .Where(r => r.Month >= from && r.Month <= to && (r.Step == QuickStep.Published || r.Step == QuickStep.Apart))
            .GroupBy(r => new { r.UnitId, r.Value, r.Step }).Select(g => new { g.Key.UnitId, g.Key.Value, g.Key.Step, Taps = g.Count() })
            .ToListAsync();
        return [.. found.GroupBy(f => f.UnitId).Where(g => units.Find(g.Key) is not null)
            .Select(g => new QuickCounts(units.Find(g.Key)!,
            [.. Enumerable.Range(1, 4).Select(v => g.Where(f => f.Value == v && f.Step == QuickStep.Published).Sum(f => f.Taps))])
            {
                Apart = g.Where(f => f.Step == QuickStep.Apart).Sum(f => f.Taps) / PublishRatings.Step * PublishRatings.Step,
            })
            .OrderBy(q => q.Unit.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private Task<List<MonthlySum>> Rows(Unit unit, Month from, Month to) =>
        Rows(s => s.UnitId == unit.Id && s.Month >= from && s.Month <= to && s.Respondents > 0);

    private async Task<List<MonthlySum>> Rows(Expression<Func<MonthlySum, bool>> which)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.MonthlySums.AsNoTracking().Where(which).ToListAsync();
    }

    private UnitScore Publish(Unit unit, Service? service, Month from, Month to, IEnumerable<MonthlySum> rows)
    {
        var (instrument, sums, latest) = Add(rows);
        return new UnitScore
        {
            Unit = unit,
            Service = service,
            From = from,
            To = to,
            Instrument = instrument?.Id,
            Latest = latest,
            Figures = PeriodScore.Of(sums, Options, to >= ThisMonth(unit))
        };
    }

    /// <summary>
    /// Answers to different questions are not added up: the newest questions count, among equals those with most respondents.
    /// </summary>
    private (Instrument? Instrument, SkmSums Sums, Month? Latest) Add(IEnumerable<MonthlySum> rows)
    {
        var newest = rows.Where(r => instruments.Find(r.Instrument) is not null).GroupBy(r => r.Instrument)
            .OrderByDescending(g => g.Max(r => r.Month)).ThenByDescending(g => g.Sum(r => r.Respondents)).FirstOrDefault();
        if (newest is null) return (null, SkmSums.None, null);
        var instrument = instruments.Find(newest.Key)!;
        return (instrument, newest.Aggregate(SkmSums.None, (sums, row) => sums + ScoreSums.Of(row, instrument)), newest.Max(r => r.Month));
    }
}
