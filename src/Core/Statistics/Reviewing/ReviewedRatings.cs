using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics.Reviewing;

/// <summary>
/// The published ratings of a unit's period as a review needs them: added up while they are read, by month, questions and flags. A year of
/// a busy unit has tens of thousands; none of them is kept.
/// </summary>
internal sealed class ReviewedRatings
{
    private readonly Instruments _instruments;
    private readonly RatingFlags _flags;
    private readonly Dictionary<Kind, Tally> _tallies = [];

    private ReviewedRatings(Instruments instruments, RatingFlags flags) => (_instruments, _flags) = (instruments, flags);

    /// <summary>How many count.</summary>
    public int Counted => Count(k => k.State == RatingState.Complete);

    /// <summary>How many were left out by a decision.</summary>
    public int LeftOut => Count(k => k.State == RatingState.Excluded);

    /// <summary>How many of those that count have a flag.</summary>
    public int Flagged => Count(k => k.Flags != 0);

    /// <summary>How many of these were looked at and count.</summary>
    public int Kept => Count(k => k is { Flags: not 0, Leave: false });

    /// <summary>How many of these are to be left out with others (<see cref="RatingLook"/>).</summary>
    public int Waiting => Count(k => k is { State: RatingState.Complete, Leave: true });

    /// <summary>How many of these nobody decided about.</summary>
    public int Undecided => Count(k => k is { Flags: not 0, Leave: null });

    /// <summary>What all that count add up to.</summary>
    public SkmSums Sums => Sum(_ => true);

    /// <summary>What those without a flag add up to.</summary>
    public SkmSums Unflagged => Sum(k => k.Flags == 0);

    /// <summary>Reads them.</summary>
    public static async Task<ReviewedRatings> Read(AppDb db, Unit unit, Period period, Instruments instruments, RatingFlags flags)
    {
        var all = new ReviewedRatings(instruments, flags);
        await foreach (var row in Rows(db, unit, period)) all.Add(row);
        return all;
    }

    /// <summary>How many of those that count have this flag.</summary>
    public int With(RatingFlag flag) => Count(k => k.Has(flag));

    /// <summary>
    /// How many a choice would take: those of months in which they are enough, by the same questions. The flag, or null for those that were
    /// left out.
    /// </summary>
    public int Decidable(RatingFlag? flag) => Chosen(flag).Sum(g => g.Value);

    /// <summary>Whether any is of this month or a later one.</summary>
    public bool AnyFrom(Month month) => _tallies.Keys.Any(k => k.Month >= month);

    /// <summary>The numbers of the ratings that a choice takes, read anew: call it under the lock of the unit's sums.</summary>
    public static async Task<List<long>> Take(AppDb db, Unit unit, Period period, RatingFlag? flag, Instruments instruments,
        RatingFlags flags)
    {
        var (all, ids) = (new ReviewedRatings(instruments, flags), new List<(long Id, Kind Kind)>());
        await foreach (var row in Rows(db, unit, period))
        {
            var kind = all.Add(row);
            if (kind.IsChosenBy(flag)) ids.Add((row.Id, kind));
        }

        var groups = all.Chosen(flag);
        return [.. ids.Where(r => groups.ContainsKey((r.Kind.Month, r.Kind.Instrument))).Select(r => r.Id)];
    }

    private Kind Add(Row row)
    {
        int?[] unsur = [row.U1, row.U2, row.U3, row.U4, row.U5, row.U6, row.U7, row.U8, row.U9];
        // What is on paper came by no account and at no moment; a file is taken back as a whole.
        var flags = row.State == RatingState.Complete && !row.Paper ? _flags.Of((RatingSigns)row.Signs, row.Instrument, unsur) : 0;
        var kind = new Kind(row.Month, row.Instrument, row.State, flags, row.Leave);
        if (!_tallies.TryGetValue(kind, out var tally)) _tallies[kind] = tally = new Tally(_instruments.Find(row.Instrument));
        tally.Add(unsur);
        return kind;
    }

    private Dictionary<(Month Month, string Instrument), int> Chosen(RatingFlag? flag) => _tallies.Where(t => t.Key.IsChosenBy(flag))
        .GroupBy(t => (t.Key.Month, t.Key.Instrument), t => t.Value.Count)
        .Where(g => g.Sum() >= PublishRatings.Step).ToDictionary(g => g.Key, g => g.Sum());

    private int Count(Func<Kind, bool> which) => _tallies.Where(t => which(t.Key)).Sum(t => t.Value.Count);

    private SkmSums Sum(Func<Kind, bool> which) => _tallies
        .Where(t => t.Key.State == RatingState.Complete && which(t.Key))
        .Aggregate(SkmSums.None, (sum, t) => sum + t.Value.Sums);

    private static IAsyncEnumerable<Row> Rows(AppDb db, Unit unit, Period period) => db.Ratings.AsNoTracking()
        .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published
        && r.State != RatingState.Incomplete)
        .Select(r => new Row(r.Id, r.Month, r.Instrument, r.State, (int)r.Signs, r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9,
            r.PaperBatch != null, db.RatingLooks.Where(l => l.RatingId == r.Id).Select(l => (bool?)l.LeaveOut).FirstOrDefault()))
        .AsAsyncEnumerable();

    private readonly record struct Row(long Id, Month Month, string Instrument, RatingState State, int Signs, int? U1, int? U2, int? U3,
        int? U4, int? U5, int? U6, int? U7, int? U8, int? U9, bool Paper, bool? Leave);

    /// <summary>
    /// What a review tells ratings apart by; <c>Flags</c> has a bit for each <see cref="RatingFlag"/>, <c>Leave</c> is what was decided
    /// singly.
    /// </summary>
    private readonly record struct Kind(Month Month, string Instrument, RatingState State, int Flags, bool? Leave)
    {
        public bool Has(RatingFlag flag) => (Flags & (1 << (int)flag)) != 0;

        public bool IsChosenBy(RatingFlag? flag) =>
            flag is { } one ? State == RatingState.Complete && Has(one) && Leave != false : State == RatingState.Excluded;
    }

    private sealed class Tally(Instrument? instrument)
    {
        private readonly SumUp? _sum = instrument is null ? null : new SumUp(instrument.Items);

        public int Count { get; private set; }

        /// <summary>Nothing where nobody knows the questions any more.</summary>
        public SkmSums Sums => _sum?.Sums ?? SkmSums.None;

        public void Add(int?[] unsur)
        {
            Count++;
            Span<int> sums = stackalloc int[Unsur.Count];
            for (var u = 0; u < sums.Length; u++)
            {
                if (unsur[u] is not { } sum) return;
                sums[u] = sum;
            }

            _sum?.Add(sums);
        }
    }
}
