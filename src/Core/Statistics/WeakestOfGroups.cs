using System.Linq.Expressions;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>What a group of respondents rated lowest.</summary>
/// <param name="Question">sex, age, education or occupation.</param>
/// <param name="Code">The group's answer to it.</param>
/// <param name="Respondents">How many they are.</param>
/// <param name="Unsur">The lowest unsur, 0 to 8; several where they are equal.</param>
internal sealed record WeakestOfGroup(string Question, string Code, int Respondents, IReadOnlyList<int> Unsur);

/// <summary>
/// Which unsur each group of respondents rated lowest. It tells the name of the unsur and never a mean: sums by group beside the sums
/// that were shown while the months ran could be added and subtracted until a few ratings are left over (docs/decisions/0016). So it waits
/// until the period is over, and groups under ten are left out. Whoever typed questionnaires on paper knows those answers, so of talks a
/// group holds ten or more as well, or none.
/// </summary>
internal sealed class WeakestOfGroups(IDbContextFactory<AppDb> databases)
{
    private const int Smallest = 10;

    /// <summary>The groups of a unit's period, or of the whole instansi's, that answered these questions.</summary>
    public async Task<IReadOnlyList<WeakestOfGroup>> Of(Unit? unit, Period period, Instrument instrument, int minimum)
    {
        await using var db = await databases.CreateDbContextAsync();
        var ratings = db.Ratings.AsNoTracking().Where(r => r.Month >= period.From && r.Month <= period.To && r.Published
            && r.State == RatingState.Complete && r.Instrument == instrument.Id);
        if (unit is not null) ratings = ratings.Where(r => r.UnitId == unit.Id);
        var found = new List<WeakestOfGroup>();
        foreach (var question in RespondentGroups.Questions)
        {
            var sums = await Sums(ratings, ColumnOf(question));
            found.AddRange(RespondentGroups.Of(question).Where(sums.ContainsKey).Select(code => (Code: code, Of: sums[code]))
                .Where(g => g.Of[0] >= Math.Max(Smallest, minimum) && g.Of[^1] is 0 or >= Smallest)
                .Select(g => new WeakestOfGroup(question, g.Code, (int)g.Of[0], Lowest(g.Of, instrument))).Where(g => g.Unsur.Count > 0));
        }

        return found;
    }

    private static async Task<Dictionary<string, long[]>> Sums(IQueryable<Rating> ratings, Expression<Func<Rating, string?>> group) =>
        (await ratings.GroupBy(group).Select(g => new
        {
            g.Key,
            Count = g.Count(),
            A = g.Sum(r => r.U1),
            B = g.Sum(r => r.U2),
            C = g.Sum(r => r.U3),
            D = g.Sum(r => r.U4),
            E = g.Sum(r => r.U5),
            F = g.Sum(r => r.U6),
            G = g.Sum(r => r.U7),
            H = g.Sum(r => r.U8),
            I = g.Sum(r => r.U9),
            Talks = g.Count(r => r.PaperBatch == null),
        }).ToListAsync()).Where(g => g.Key is not null).ToDictionary(g => g.Key!, g => new long[]
        { g.Count, g.A ?? 0, g.B ?? 0, g.C ?? 0, g.D ?? 0, g.E ?? 0, g.F ?? 0, g.G ?? 0, g.H ?? 0, g.I ?? 0, g.Talks });

    private static Expression<Func<Rating, string?>> ColumnOf(string question) => question switch
    {
        "sex" => r => r.Sex,
        "age" => r => r.Age,
        "education" => r => r.Education,
        "occupation" => r => r.Occupation,
        "disability" => r => r.Disability,
        _ => throw new ArgumentException($"No respondent is asked for {question}.", nameof(question)),
    };

    /// <summary>None where all nine are equal.</summary>
    private static List<int> Lowest(long[] sums, Instrument instrument)
    {
        var means = Enumerable.Range(0, Unsur.Count).Select(u => (decimal)sums[u + 1] / instrument.Items[u]).ToList();
        var lowest = Enumerable.Range(0, Unsur.Count).Where(u => means[u] == means.Min()).ToList();
        return lowest.Count == Unsur.Count ? [] : lowest;
    }
}
