using Core.Calendar;
using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Desk;

/// <summary>One line of the register: codes, days and kinds, never a name or a word of anybody.</summary>
internal sealed record RegisterLine(string Code, DateOnly FiledOn, string? Origin, ComplaintKind Kind, ComplaintClass? Class,
    string? Category,
    int? UnitId, ComplaintState State, DateOnly? AnsweredOn, DateOnly? ResolvedOn, bool? OnTime, bool Late, int Reopened, int? Rating,
    EndReason? EndReason, string? NationalId)
{
    /// <summary>What is left out of it where it may leave the office.</summary>
    public MaskedPart Blank { get; init; }
}

/// <summary>
/// The register of a period, for whoever watches over these complaints or handles them. What no unit has had is of none. What is berkadar
/// pengawasan does not stand in it: it is counted, for the whole instansi alone.
/// </summary>
internal sealed class ReadRegister(UnitCatalog units, TimeProvider time)
{
    /// <summary>What counts as a first answer: something that an official did and the citizen read.</summary>
    private static readonly Act[] Answers = [Act.Take, Act.Ask, Act.Progress, Act.Resolve, Act.Return, Act.Dismiss, Act.ConfirmSpam];

    private static readonly ComplaintState[] WithOfficials = [ComplaintState.Submitted, ComplaintState.Forwarded,
        ComplaintState.InProgress, ComplaintState.Reopened];

    /// <summary>The lines in order of filing, at most so many as a sheet takes.</summary>
    public Task<IReadOnlyList<RegisterLine>> Of(AppDb db, Caller who, DateOnly from, DateOnly to, int? unit, string? category) =>
        Of(db, db.Complaints.Where(DeskSight.Registers(db, who)), from, to, unit, category);

    /// <summary>All lines of the instansi, to be added up for the public.</summary>
    public Task<IReadOnlyList<RegisterLine>> OfAll(AppDb db, DateOnly from, DateOnly to) => Of(db, db.Complaints, from, to, null, null);

    private async Task<IReadOnlyList<RegisterLine>> Of(AppDb db, IQueryable<Complaint> seen, DateOnly from, DateOnly to, int? unit,
        string? category)
    {
        var now = time.GetUtcNow();
        var all = seen.AsNoTracking().Where(c => c.FiledOn >= from && c.FiledOn <= to
                && (c.Class == null || c.Class != ComplaintClass.Supervisory)
                && (unit == null || c.UnitId == unit) && (category == null || c.Category == category));
        if (unit is not null) all = all.Where(HadByUnit.Condition(db));
        var ofNone = unit is not null ? [] : (await all.Where(HadByUnit.Not(db)).Select(c => c.Id).ToListAsync()).ToHashSet();
        var first = db.ComplaintEvents.Where(e => Answers.Contains(e.Act) && !e.TakenBack
                && (e.HeldUntil == null || e.HeldUntil <= now) && all.Any(c => c.Id == e.ComplaintId))
            .GroupBy(e => e.ComplaintId).Select(g => new { g.Key, At = g.Min(e => e.At) });
        var answered = await first.ToDictionaryAsync(f => f.Key, f => f.At);
        var rows = await all.OrderBy(c => c.FiledOn).ThenBy(c => c.Id).Select(c => new
        {
            c.Id,
            c.Code,
            c.FiledOn,
            c.Origin,
            c.Kind,
            c.Class,
            c.Category,
            c.UnitId,
            c.State,
            c.ResolvedOn,
            c.OnTime,
            c.Reopened,
            c.HandlingRating,
            c.EndReason,
            c.NationalId,
            Late = c.DueAt < now && WithOfficials.Contains(c.State),
        }).ToListAsync();
        return [.. rows.Select(c => new RegisterLine(c.Code, c.FiledOn, c.Origin, c.Kind, c.Class, c.Category,
            ofNone.Contains(c.Id) ? null : c.UnitId, c.State,
            answered.TryGetValue(c.Id, out var at) ? LocalTime.Day(at, units.ZoneOf(c.UnitId is { } id ? units.Find(id) : null))
                : null, c.ResolvedOn, c.OnTime, c.Late, c.Reopened,
            c.ResolvedOn is null ? null : c.HandlingRating, c.EndReason, c.NationalId))];
    }

    /// <summary>How many came that are berkadar pengawasan, for whoever watches over the whole instansi; null for others.</summary>
    public static async Task<int?> Supervisory(AppDb db, Caller who, DateOnly from, DateOnly to) =>
        !who.Is(Role.InstansiAdministrator) ? null : await Supervisory(db, from, to);

    /// <summary>The bare count, for the whole instansi.</summary>
    public static Task<int> Supervisory(AppDb db, DateOnly from, DateOnly to) =>
        db.Complaints.CountAsync(c => c.FiledOn >= from && c.FiledOn <= to && c.Class == ComplaintClass.Supervisory);
}

/// <summary>What the register says of a group: numbers with how many stand behind each.</summary>
internal sealed record RegisterSum(int Received, int Resolved, int OnTime, int Late, int Reopened, int NotOurs, int Answered,
    int? AnswerMedian,
    int? AnswerNinety, int? EndMedian, int? EndNinety, int Rated, decimal? Rating)
{
    /// <summary>Ratings of fewer are told to nobody, so that none can be worked out.</summary>
    private const int RatedFrom = 5;

    public static RegisterSum Of(IReadOnlyList<RegisterLine> lines)
    {
        var answers = lines.Where(l => l.AnsweredOn is not null)
            .Select(l => l.AnsweredOn!.Value.DayNumber - l.FiledOn.DayNumber).Order().ToList();
        var ends = lines.Where(l => l.ResolvedOn is not null)
            .Select(l => l.ResolvedOn!.Value.DayNumber - l.FiledOn.DayNumber).Order().ToList();
        var rated = lines.Where(l => l.Rating is not null).Select(l => (decimal)l.Rating!.Value).ToList();
        return new RegisterSum(lines.Count, ends.Count, lines.Count(l => l.OnTime == true), lines.Count(l => l.Late || l.OnTime == false),
            lines.Count(l => l.Reopened > 0), lines.Count(l => l.EndReason == EndReason.NotOurs), answers.Count, At(answers, 50),
                At(answers, 90),
            At(ends, 50), At(ends, 90), rated.Count,
            rated.Count < RatedFrom ? null : Math.Round(rated.Average(), 2, MidpointRounding.AwayFromZero));
    }

    /// <summary>For everybody: days of fewer than five tell about somebody, so they are left out.</summary>
    public static RegisterSum ForAll(IReadOnlyList<RegisterLine> lines)
    {
        var sum = Of(lines);
        if (sum.Answered < RatedFrom) sum = sum with { AnswerMedian = null, AnswerNinety = null };
        return sum.Resolved < RatedFrom ? sum with { EndMedian = null, EndNinety = null } : sum;
    }

    /// <summary>The smallest value that so many percent do not exceed (nearest rank).</summary>
    private static int? At(List<int> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
}
