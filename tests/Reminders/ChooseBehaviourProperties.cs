using System.Collections.Concurrent;
using Core.Berakhlak;
using Core.Calendar;
using Core.CoreValues;
using Core.Reminders.Composing;
using Tests.Support;

namespace Tests.Reminders;

[Trait("Database", "any")]
public sealed class ChooseBehaviourProperties
{
    private const int People = 1000;
    private const int WorkingDays = 240;
    private static readonly ConcurrentDictionary<string, Lazy<Year>> Years = new();
    private static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>Palu in 2023: Adaptif 37,1; the others from the national figures of 2022.</summary>
    private static readonly ValueIndex Palu = new(2023, new Dictionary<string, decimal>
    {
        ["BP"] = 57.9m,
        ["AK"] = 74.1m,
        ["KO"] = 56.7m,
        ["HA"] = 63.8m,
        ["LO"] = 65.8m,
        ["AD"] = 37.1m,
        ["KL"] = 69.4m,
    }, "test");

    private static readonly WeakUnsur Waiting = new(new Month(202610), "U3", 2.71m, 38);

    public static TheoryData<string> Situations => ["nothing", "index", "unsur", "goals", "all"];

    [Slow, Theory]
    [MemberData(nameof(Situations))]
    public void Every_behaviour_comes_within_the_bound_for_1000_people_over_a_year(string situation)
    {
        var year = YearOf(situation);
        for (var person = 1; person <= People; person++)
            foreach (var behaviour in Behaviour.All)
                LongestGap(year.Seen[person - 1], behaviour.Code)
                    .ShouldBeLessThanOrEqualTo(ChooseBehaviour.Bound, $"{behaviour.Code} for {person}");
    }

    [Fact]
    public void The_same_person_and_day_always_give_the_same_choice()
    {
        Live(7, Of("all")).ShouldBe(Live(7, Of("all")));
        Live(7, Of("all")).ShouldNotBe(Live(8, Of("all")));
    }

    [Fact]
    public void With_nothing_to_lean_on_all_take_turns_evenly()
    {
        for (var person = 1; person <= 200; person++)
            foreach (var round in Live(person, BehaviourWeights.None).Chunk(Behaviour.All.Count)
            .Where(r => r.Length == Behaviour.All.Count))
                round.Distinct().Count().ShouldBe(Behaviour.All.Count);
    }

    /// <summary>
    /// At each choice the weights give the chance of each behaviour. Over 1,000 people the counts must follow them: with 20 degrees of
    /// freedom a chi-square above 45.3 has a chance of 0.1 %. People and days are fixed, so the result never changes.
    /// </summary>
    [Slow, Theory]
    [InlineData("index")]
    [InlineData("unsur")]
    [InlineData("goals")]
    [InlineData("all")]
    public void The_counts_follow_the_weights(string situation)
    {
        var year = YearOf(situation);

        year.Observed.Sum().ShouldBe(People * WorkingDays);
        Enumerable.Range(0, 21).Sum(b => Math.Pow(year.Observed[b] - year.Expected[b], 2) / year.Variance[b] * 20 / 21)
            .ShouldBeLessThan(45.3);
    }

    [Fact]
    public void The_weakest_value_and_the_weakest_unsur_come_more_often()
    {
        var all = Enumerable.Range(1, 300).SelectMany(p => Live(p, Of("index"))).ToList();
        all.Count(c => c[..2] == "AD").ShouldBeGreaterThan(all.Count(c => c[..2] == "AK") * 14 / 10);
        var weak = Enumerable.Range(1, 300).SelectMany(p => Live(p, Of("unsur"))).ToList();
        weak.Count(c => c == "AD1").ShouldBeGreaterThan(weak.Count(c => c == "LO1") * 15 / 10);
    }

    [Fact]
    public void The_reason_is_the_heaviest_one()
    {
        var causes = Enumerable.Range(1, 500).Select(p => ChooseBehaviour.For(p, Start, [], Of("unsur")))
            .Where(c => c.Behaviour.Code == "AD1").Select(c => c.Cause);
        causes.Distinct().ShouldBe([Cause.Unsur]);
    }

    private static BehaviourWeights Of(string situation) => situation switch
    {
        "index" => new BehaviourWeights(Palu, null, []),
        "unsur" => new BehaviourWeights(null, Waiting, []),
        "goals" => new BehaviourWeights(null, null, ["KL2", "HA"]),
        "all" => new BehaviourWeights(Palu, Waiting, ["KL2", "HA"]),
        _ => BehaviourWeights.None,
    };

    private static List<string> Live(long person, BehaviourWeights leanings) => Year.Live(person, leanings, (_, _) => { });

    /// <summary>Lived once, although several tests look at it.</summary>
    private static Year YearOf(string situation) => Years.GetOrAdd(situation, s => new Lazy<Year>(() => new Year(Of(s)))).Value;

    private static int LongestGap(List<string> seen, string code)
    {
        var (longest, last) = (0, -1);
        for (var i = 0; i < seen.Count; i++)
        {
            if (seen[i] != code) continue;
            longest = Math.Max(longest, i - last);
            last = i;
        }

        return Math.Max(longest, seen.Count - last);
    }

    /// <summary>What 1,000 people are reminded of in a year, and what the weights at each of their choices let expect.</summary>
    private sealed class Year
    {
        public Year(BehaviourWeights leanings)
        {
            var lives = Enumerable.Range(1, People).AsParallel().AsOrdered().Select(person => new Expectation(person, leanings)).ToList();
            Seen = [.. lives.Select(l => l.Seen)];
            (Observed, Expected, Variance) = (Sum(lives, l => l.Observed), Sum(lives, l => l.Expected), Sum(lives, l => l.Variance));
        }

        public List<List<string>> Seen { get; }

        public double[] Observed { get; }

        public double[] Expected { get; }

        public double[] Variance { get; }

        public static List<string> Live(long person, BehaviourWeights leanings, Action<IReadOnlyList<string>, Choice> chosen)
        {
            var before = new List<string>();
            for (var i = 0; i < WorkingDays; i++)
            {
                var choice = ChooseBehaviour.For(person, Start.AddDays(i), before, leanings);
                chosen(before, choice);
                before.Insert(0, choice.Behaviour.Code);
            }

            before.Reverse();
            return before;
        }

        private static double[] Sum(List<Expectation> lives, Func<Expectation, double[]> of) =>
            [.. Enumerable.Range(0, 21).Select(b => lives.Sum(l => of(l)[b]))];
    }

    private sealed class Expectation
    {
        private readonly BehaviourWeights _leanings;

        public Expectation(long person, BehaviourWeights leanings)
        {
            _leanings = leanings;
            Seen = Year.Live(person, leanings, Count);
        }

        public List<string> Seen { get; }

        public double[] Observed { get; } = new double[21];

        public double[] Expected { get; } = new double[21];

        public double[] Variance { get; } = new double[21];

        private void Count(IReadOnlyList<string> before, Choice choice)
        {
            var weights = ChooseBehaviour.Weights(ChooseBehaviour.Since(before), _leanings);
            double all = weights.Sum();
            for (var b = 0; b < 21; b++)
            {
                var chance = weights[b] / all;
                Expected[b] += chance;
                Variance[b] += chance * (1 - chance);
                if (Behaviour.All[b] == choice.Behaviour) Observed[b]++;
            }
        }
    }
}
