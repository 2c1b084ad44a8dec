using System.Runtime.CompilerServices;
using Core.Berakhlak;
using Core.CoreValues;

namespace Core.Reminders.Composing;

/// <summary>What the choice of a person's behaviour leans on.</summary>
/// <param name="Index">The instansi's latest BerAKHLAK index by value.</param>
/// <param name="Unsur">The weakest unsur of their unit in the last closed month.</param>
/// <param name="Goals">Their active goals: the code of a behaviour (<c>AD1</c>) or of a value (<c>AD</c>).</param>
internal sealed record BehaviourWeights(ValueIndex? Index, WeakUnsur? Unsur, IReadOnlyCollection<string> Goals)
{
    /// <summary>The code of the value that their team practises this month; null where it chose none.</summary>
    public string? Team { get; init; }

    /// <summary>The nation's mean of the index in the same year or the latest one before it; null when none was recorded.</summary>
    public ValueIndex? Nation { get; init; }

    /// <summary>Nothing to lean on.</summary>
    public static BehaviourWeights None { get; } = new(null, null, []);

    internal bool AreNone => Index is null && Unsur is null && Goals.Count == 0 && Team is null;
}

/// <summary>Why a behaviour was chosen.</summary>
internal enum Cause
{
    /// <summary>It is its turn.</summary>
    Turn,

    /// <summary>It was not seen for long.</summary>
    Long,

    /// <summary>The instansi's index is low for its value.</summary>
    Index,

    /// <summary>Citizens find the unsur weak that it helps.</summary>
    Unsur,

    /// <summary>The person set it, or its value, as a goal.</summary>
    Goal,

    /// <summary>Their team practises its value this month.</summary>
    Team,
}

/// <summary>The behaviour of the day.</summary>
/// <param name="Behaviour">Which.</param>
/// <param name="Cause">The heaviest reason.</param>
/// <param name="Since">Reminders since it was last seen, itself counted.</param>
internal sealed record Choice(Behaviour Behaviour, Cause Cause, int Since);

/// <summary>
/// Chooses the behaviour of a day, as docs/berakhlak.md publishes it: by weight, evenly without anything to lean on, always the
/// same for the same person and day, and each behaviour at least once in <see cref="Bound"/> reminders.
/// </summary>
internal static class ChooseBehaviour
{
    /// <summary>Every behaviour comes within so many reminders.</summary>
    public const int Bound = 63;

    private const int Rest = 3;
    private static readonly IReadOnlyList<Behaviour> All = Behaviour.All;

    // What does not change from day to day, for as long as somebody holds the leanings.
    private static readonly ConditionalWeakTable<BehaviourWeights, int[]> Steady = [];
    private static readonly Dictionary<string, int> Places = All.Select((b, i) => (b.Code, i)).ToDictionary(p => p.Code, p => p.i);

    /// <summary>Chooses. <paramref name="before"/> are the codes of earlier reminders, the latest first.</summary>
    public static Choice For(long person, DateOnly day, IReadOnlyList<string> before, BehaviourWeights leanings)
    {
        var since = Since(before);
        var weights = Weights(since, leanings);
        var chosen = Pick(weights, Chance(person, day));
        return new Choice(All[chosen], CauseOf(All[chosen], since[chosen], leanings), since[chosen]);
    }

    /// <summary>The weight of each behaviour for the next reminder; zero for those that cannot come now.</summary>
    internal static int[] Weights(int[] since, BehaviourWeights leanings)
    {
        var must = MustComeNow(since);
        var may = must.Count < All.Count ? must : Eligible(since, leanings.AreNone ? All.Count - 1 : Rest);
        var weights = new int[All.Count];
        var steady = Steady.GetValue(leanings, l => [.. All.Select(b => Parts(b, 0, l).Sum(p => p.Weight))]);
        foreach (var i in may) weights[i] = 10 + steady[i] + LongWeight(since[i], leanings);
        return weights;
    }

    /// <summary>Reminders since each behaviour was seen; one that never was counts from the beginning.</summary>
    internal static int[] Since(IReadOnlyList<string> before)
    {
        var since = new int[All.Count];
        Array.Fill(since, Math.Min(before.Count, Bound) + 1);
        for (var back = Math.Min(before.Count, Bound) - 1; back >= 0; back--)
            if (Places.TryGetValue(before[back], out var place)) since[place] = back + 1;
        return since;
    }

    /// <summary>
    /// Those that must come now so that all can keep the bound: where k behaviours have at most k places left, one of them goes
    /// first. All of them where nothing presses.
    /// </summary>
    private static List<int> MustComeNow(int[] since)
    {
        var left = since.Select(s => Bound + 1 - s).ToArray();
        var sorted = left.Order().ToArray();
        for (var k = 1; k <= sorted.Length; k++)
            if (sorted[k - 1] <= k) return [.. Enumerable.Range(0, left.Length).Where(i => left[i] <= k)];
        return [.. Enumerable.Range(0, left.Length)];
    }

    private static List<int> Eligible(int[] since, int rest)
    {
        var rested = Enumerable.Range(0, since.Length).Where(i => since[i] > rest).ToList();
        if (rested.Count > 0) return rested;
        var unseen = since.Max();
        return [.. Enumerable.Range(0, since.Length).Where(i => since[i] == unseen)];
    }

    private static (Cause Cause, int Weight)[] Parts(Behaviour behaviour, int since, BehaviourWeights leanings) =>
    [
        (Cause.Goal, leanings.Goals.Contains(behaviour.Code) ? 30 : leanings.Goals.Contains(behaviour.Value) ? 10 : 0),
        (Cause.Unsur, leanings.Unsur is { } weak ? UnsurWeight(behaviour, UnsurValues.For(weak.Code)) : 0),
        (Cause.Index, leanings.Index is { } index ? IndexWeight(behaviour.Value, index) : 0),
        (Cause.Team, leanings.Team == behaviour.Value ? 15 : 0),
        (Cause.Long, LongWeight(since, leanings)),
    ];

    private static int UnsurWeight(Behaviour behaviour, Behaviour lead) => lead == behaviour ? 30 : lead.Value == behaviour.Value ? 10 : 0;

    private static int IndexWeight(string value, ValueIndex index)
    {
        if (!index.Values.TryGetValue(value, out var figure)) return 0;
        var (low, high) = (index.Values.Values.Min(), index.Values.Values.Max());
        return high == low ? 0 : (int)(20 * (high - figure) / (high - low));
    }

    private static int LongWeight(int since, BehaviourWeights leanings) => leanings.AreNone ? 0 : Math.Min(since, 20);

    private static Cause CauseOf(Behaviour behaviour, int since, BehaviourWeights leanings)
    {
        var heaviest = Parts(behaviour, since, leanings).MaxBy(p => p.Weight);
        return heaviest.Weight == 0 || (heaviest.Cause == Cause.Long && since <= All.Count) ? Cause.Turn : heaviest.Cause;
    }

    private static int Pick(int[] weights, ulong chance)
    {
        var at = (int)(chance % (ulong)weights.Sum());
        for (var i = 0; ; i++)
            if ((at -= weights[i]) < 0) return i;
    }

    /// <summary>A number that looks like chance and is the same for ever (splitmix64).</summary>
    private static ulong Chance(long person, DateOnly day)
    {
        var z = ((ulong)person * 0x9E3779B97F4A7C15) ^ ((ulong)day.DayNumber * 0xD1B54A32D192ED03);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
