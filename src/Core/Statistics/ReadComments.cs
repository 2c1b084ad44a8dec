using Core.Complaints.Filing;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>What a group of respondents wrote, masked.</summary>
/// <param name="Unsur">The unsur that they rated low; null for all others together.</param>
/// <param name="Respondents">How many they are, also those who wrote nothing.</param>
/// <param name="Wrote">How many of them wrote something.</param>
/// <param name="Lines">The first of what they wrote by the alphabet, masked.</param>
internal sealed record CommentGroup(string? Unsur, int Respondents, int Wrote, IReadOnlyList<string> Lines);

/// <summary>What citizens wrote, by group; null groups where so few rated that their words could tell who they are.</summary>
/// <param name="Respondents">How many rated.</param>
/// <param name="Groups">The groups, those who rated an unsur low first.</param>
internal sealed record Commented(int Respondents, IReadOnlyList<CommentGroup> Groups);

/// <summary>
/// Reads what citizens suggested, masked and grouped by the unsur that those who wrote rated low. Nothing is shown from fewer respondents
/// than the minimum, for a few words can tell who wrote them; and only what is published, in the order of the alphabet and without a day.
/// </summary>
internal sealed class ReadComments(IDbContextFactory<AppDb> databases, Instruments instruments, ReadScores scores)
{
    private const int LowFrom = 2;
    private const int LinesMax = 30;

    /// <summary>Of a unit, or of the whole instansi, those that hold a word where one is wanted.</summary>
    public async Task<Commented> Of(Unit? unit, Period period, string? wanted = null)
    {
        var minimum = scores.Options.MinimumRespondents;
        var groups = await Read(unit, period, wanted);
        var respondents = groups.Values.Sum(g => g.Respondents);
        if (respondents < minimum) return new Commented(respondents, []);
        var named = groups.Where(g => g.Key.Length > 0 && g.Value.Respondents >= minimum).OrderByDescending(g => g.Value.Respondents)
            .ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var rest = groups.Where(g => !named.Contains(g)).Select(g => g.Value).Aggregate(new Group(), (all, more) => all.Join(more));
        var shown = named.Select(g => Shown(g.Key, g.Value)).ToList();
        if (rest.Respondents >= minimum) shown.Add(Shown(null, rest));
        return new Commented(respondents, shown);
    }

    private static CommentGroup Shown(string? unsur, Group group) => new(unsur, group.Respondents, group.Wrote,
        [.. group.First.Select(c => PersonalDetails.MaskIn(c.ReplaceLineEndings(" ")))]);

    /// <summary>Those who rated, by the unsur that they rated low; of what they wrote only as much is kept as is shown.</summary>
    private async Task<Dictionary<string, Group>> Read(Unit? unit, Period period, string? wanted)
    {
        var groups = new Dictionary<string, Group>();
        await using var db = await databases.CreateDbContextAsync();
        var ratings = db.Ratings.AsNoTracking()
            .Where(r => r.Month >= period.From && r.Month <= period.To && r.Published && r.State == RatingState.Complete);
        if (unit is not null) ratings = ratings.Where(r => r.UnitId == unit.Id);
        var rows = ratings
            .Select(r => new Row(r.Instrument, r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9, r.Comment));
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var key = GroupOf(row.Instrument, [row.U1, row.U2, row.U3, row.U4, row.U5, row.U6, row.U7, row.U8, row.U9]) ?? "";
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = new Group();
            group.Add(wanted is null || row.Comment?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true ? row.Comment : null);
        }

        return groups;
    }

    /// <summary>The unsur that the respondent rated lowest, when that was low; null when nothing was.</summary>
    private string? GroupOf(string id, ReadOnlySpan<int?> unsur)
    {
        if (instruments.Find(id) is not { Items: var items }) return null;
        var lowest = 0;
        for (var u = 1; u < unsur.Length; u++)
            if ((unsur[u] ?? 4) * items[lowest] < (unsur[lowest] ?? 4) * items[u]) lowest = u;
        return (unsur[lowest] ?? 4) <= LowFrom * items[lowest] ? Unsur.Codes[lowest] : null;
    }

    private readonly record struct Row(string Instrument, int? U1, int? U2, int? U3, int? U4, int? U5, int? U6, int? U7, int? U8, int? U9,
        string? Comment);

    /// <summary>Respondents, and the first of their comments by the alphabet; two of the same words are two.</summary>
    private sealed class Group
    {
        private readonly List<string> _first = [];

        public int Respondents { get; private set; }

        public int Wrote { get; private set; }

        public IReadOnlyList<string> First => _first;

        public void Add(string? comment)
        {
            Respondents++;
            if (string.IsNullOrWhiteSpace(comment)) return;
            Wrote++;
            Keep(comment);
        }

        public Group Join(Group more)
        {
            Respondents += more.Respondents;
            Wrote += more.Wrote;
            foreach (var comment in more._first) Keep(comment);
            return this;
        }

        private void Keep(string comment)
        {
            var at = _first.BinarySearch(comment, StringComparer.Ordinal);
            if (at < 0) at = ~at;
            if (at >= LinesMax) return;
            _first.Insert(at, comment);
            if (_first.Count > LinesMax) _first.RemoveAt(LinesMax);
        }
    }
}
