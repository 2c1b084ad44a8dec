using Core.Berakhlak;
using Core.Calendar;
using Core.Complaints.Filing;
using Core.CoreValues;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Reminders.Composing;

/// <summary>Reads what reminders of a day may refer to, once for everybody: figures, teams, words of citizens, finished plans.</summary>
internal sealed class ReadFacts(WeakPoints weakPoints, UnitCatalog units, TimeProvider time, IOptions<BerakhlakOptions> options)
{
    private const int LatelyDays = 30;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private KnownPraise? _praise;

    /// <summary>The facts of a local day.</summary>
    public async Task<KnownFacts> Of(AppDb db, DateOnly today)
    {
        var (month, last) = (Month.Of(today), Month.Of(today).Add(-1));
        var weak = await weakPoints.OfMonth(db, last);
        var index = await WeakPoints.LatestIndex(db);
        return new KnownFacts(weak, index, index is null ? null : await WeakPoints.NationBeside(db, index))
        {
            Teams = await db.TeamValues.AsNoTracking().Where(t => t.Month == month).ToDictionaryAsync(t => t.UnitId, t => t.Value),
            Praise = await Praise(db, last, [.. weak.Keys], time.GetUtcNow()),
            Plans = await Plans(db, today),
        };
    }

    /// <summary>
    /// Words of praise of a month that is over, of units with enough respondents and of whom enough people wrote; so nobody can tell who
    /// wrote one. They bear no day, no service and no figure, and those with a personal detail are left out whole. The words of a month of
    /// a province are many and hardly change, so they are read once an hour and not for every minute of a morning.
    /// </summary>
    private async Task<ILookup<int, string>> Praise(AppDb db, Month month, List<int> enough, DateTimeOffset now)
    {
        if (_praise is { } known && known.Month == month && now >= known.At && now < known.At + Kept) return known.Words;
        var words = await ReadPraise(db, month, enough);
        _praise = new KnownPraise(month, now, words);
        return words;
    }

    private async Task<ILookup<int, string>> ReadPraise(AppDb db, Month month, List<int> enough)
    {
        var rows = await db.Ratings.AsNoTracking()
            .Where(r => r.Month == month && r.Published && r.State == RatingState.Complete && r.Comment != null
                && enough.Contains(r.UnitId))
            .Select(r => new { r.UnitId, r.Comment }).ToListAsync();
        return rows.GroupBy(r => r.UnitId).Where(g => g.Count() >= options.Value.MinimumPeople)
            .SelectMany(g => g.Select(r => r.Comment!.ReplaceLineEndings(" ").Trim()).Where(c => FindPraise.Is(c)
                && PersonalDetails.In(c).Count == 0).Distinct().Order(StringComparer.Ordinal).Select(c => (Unit: g.Key, Word: c)))
            .ToLookup(p => p.Unit, p => p.Word);
    }

    private async Task<ILookup<int, FinishedPlan>> Plans(AppDb db, DateOnly today)
    {
        var since = new DateTimeOffset(today.AddDays(-LatelyDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var rows = await db.FollowUps.AsNoTracking().Where(f => f.DoneAt >= since).OrderBy(f => f.Id).ToListAsync();
        return rows.ToLookup(f => f.UnitId,
            f => new FinishedPlan(f.Id, f.What.TrimEnd('.'), LocalTime.Day(f.DoneAt!.Value, units.ZoneOf(units.Find(f.UnitId)))));
    }

    private sealed record KnownPraise(Month Month, DateTimeOffset At, ILookup<int, string> Words);
}

/// <summary>What is so on a day, by unit.</summary>
internal sealed record KnownFacts(IReadOnlyDictionary<int, WeakUnsur> Weak, ValueIndex? Index, ValueIndex? Nation)
{
    /// <summary>The value that each team practises this month.</summary>
    public required IReadOnlyDictionary<int, string> Teams { get; init; }

    /// <summary>Words of praise.</summary>
    public required ILookup<int, string> Praise { get; init; }

    /// <summary>Plans that were finished lately.</summary>
    public required ILookup<int, FinishedPlan> Plans { get; init; }

    /// <summary>Those of a person in a unit, or outside the units.</summary>
    public ReminderFacts Of(int? unit, IReadOnlyList<Goal> goals)
    {
        var weights = new BehaviourWeights(Index, unit is { } its ? Weak.GetValueOrDefault(its) : null,
            [.. goals.Select(g => g.Behaviour ?? g.Value)])
        {
            Nation = Nation,
            Team = unit is { } of ? Teams.GetValueOrDefault(of) : null,
        };
        return unit is { } id ? new ReminderFacts(weights) { Praise = [.. Praise[id]], Plans = [.. Plans[id]] }
            : new ReminderFacts(weights);
    }
}
