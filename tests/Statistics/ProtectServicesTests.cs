using Core.Skm;
using Core.Statistics;
using Core.Units;

namespace Tests.Statistics;

public sealed class ProtectServicesTests
{
    [Theory]
    [InlineData("5 0|1 8", "..")] // five of A, then one of A: A less the first step is that one
    [InlineData("5 0|0 9", "AB")] // whole steps of one service tell nothing new
    [InlineData("3 2|7 2", "..")] // A less the bigger part of both steps leaves four
    [InlineData("3 2|3 2|3 2|6 3", "AB")]
    [InlineData("6 3", "..")] // B is withheld, and A would tell it
    [InlineData("8 0", "A.")]
    [InlineData("5 5 0|0 0 9", "ABC")]
    [InlineData("3 2 0|6 7 1|9 9 4", "ABC")]
    [InlineData("3 2 0|6 7 1|9 9 2", "A..")] // C is withheld, and B would tell it
    public void A_service_is_shown_only_where_every_sum_and_difference_leaves_five(string steps, string shown)
    {
        var counts = steps.Split('|').Select(step => step.Split(' ').Select(int.Parse).ToArray()).ToList();
        var unit = new Unit { Code = "X", Name = "X" };
        var services = Enumerable.Range(0, counts[0].Length).Select(i => ServiceOf(unit, i, counts.Sum(c => c[i]))).ToList();

        var found = ProtectServices.Of(services, 5,
            [.. counts.Select(step => (IReadOnlyDictionary<int, int>)services.Index()
                .ToDictionary(s => s.Item.Service!.Id, s => step[s.Index]))]);

        string.Concat(found.Select((s, i) => s.Score is null ? '.' : (char)('A' + i))).ShouldBe(shown);
    }

    [Fact]
    public void What_is_shown_never_isolates_fewer_than_five_whatever_sums_are_made()
    {
        var chance = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var (columns, rows) = (chance.Next(2, 5), chance.Next(1, 6));
            var counts = Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => chance.Next(0, 5)).ToArray())
                .ToList();
            var unit = new Unit { Code = "X", Name = "X" };
            var services = Enumerable.Range(0, columns).Select(i => ServiceOf(unit, i, counts.Sum(c => c[i]))).ToList();
            var found = ProtectServices.Of(services, 5,
                [.. counts.Select(step => (IReadOnlyDictionary<int, int>)services.Index()
                    .ToDictionary(s => s.Item.Service!.Id, s => step[s.Index]))]);
            var shown = Enumerable.Range(0, columns).Where(i => found[i].Score is not null).ToArray();

            // Sums with weights -1, 0 and 1 of steps and shown services: those whose weights cancel are gone, the others are left over.
            foreach (var steps in Weights(rows))
                foreach (var weights in Weights(shown.Length))
                {
                    var left = Enumerable.Range(0, rows)
                        .Sum(k => Enumerable.Range(0, columns)
                        .Sum(c => steps[k] + (Array.IndexOf(shown, c) is >= 0 and var at ? weights[at] : 0) == 0 ? 0 : counts[k][c]));
                    var alone = counts.Any(step => step.Sum() is > 0 and < 5); // a step itself is always five; made up here, it may not be
                    if (!alone && shown.Length > 0)
                        (left is 0 or >= 5).ShouldBeTrue(
                            $"{string.Join('|', counts.Select(c => string.Join(' ', c)))} shows {string.Join(',', shown)}");
                }
        }
    }

    private static IEnumerable<int[]> Weights(int count) =>
        Enumerable.Range(0, (int)Math.Pow(3, count))
            .Select(n => Enumerable.Range(0, count).Select(i => (n / (int)Math.Pow(3, i) % 3) - 1).ToArray());

    private static UnitScore ServiceOf(Unit unit, int place, int respondents)
    {
        var service = new Service { Code = $"s{place}", Name = $"S{place}" };
        typeof(Service).GetProperty(nameof(Service.Id))!.SetValue(service, place + 1);
        var sums = Enumerable.Repeat(SkmSums.Of([3, 3, 3, 3, 3, 3, 3, 3, 3], [1, 1, 1, 1, 1, 1, 1, 1, 1]), respondents)
            .Aggregate(SkmSums.None, (a, b) => a + b);
        return new UnitScore
        {
            Unit = unit,
            Service = service,
            From = new(202610),
            To = new(202610),
            Figures = PeriodScore.Of(sums, new ScoresOptions(), running: false)
        };
    }
}
