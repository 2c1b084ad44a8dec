using Core.Complaints.Filing;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.Statistics;

/// <summary>
/// An administrator reads and searches what citizens suggested, masked and grouped by the unsur that those who wrote rated low.
/// Nothing is shown from fewer respondents than the minimum, for a few words can tell who wrote them; and only what is published, in the
/// order of the alphabet and without a day.
/// </summary>
internal sealed class ShowComments(AppDb db, ReadScores scores, UnitCatalog units, Instruments instruments) : Dialog
{
    private const int LowFrom = 2;
    private const int LinesMax = 30;
    private const int LineLength = 300;

    /// <inheritdoc/>
    public override string Name => "show-comments";

    /// <inheritdoc/>
    public override string? Command => Commands.Comments;

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var (typed, wanted) = Split(context.Arg("text") ?? "");
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), typed);
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit));
        context.Say(LocalizedText.Literal(await Text(context.Words, unit, period, wanted)))
            .Row(new Button($"◀ {period.Before.ShortName(context.Words)}", Commands.Comments.With(unit.Code, period.Before.Code)));
    }

    /// <summary>Words after "cari" are searched for.</summary>
    private static (string Typed, string? Wanted) Split(string text)
    {
        var at = text.IndexOf("cari ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (text, null) : (text[..at], text[(at + 5)..].Trim());
    }

    private async Task<string> Text(Wording words, Unit unit, Period period, string? wanted)
    {
        var title = words["comments.title", unit.Label, period.Name(words)];
        var minimum = scores.Options.MinimumRespondents;
        var groups = await Read(unit, period, wanted);
        var respondents = groups.Values.Sum(g => g.Respondents);
        if (respondents < minimum) return $"{title}\n{words["comments.too-few", respondents, minimum]}";
        var named = groups.Where(g => g.Key.Length > 0 && g.Value.Respondents >= minimum).OrderByDescending(g => g.Value.Respondents)
            .ToList();
        var rest = groups.Where(g => !named.Contains(g)).Select(g => g.Value).Aggregate(new Commented(), (all, more) => all.Join(more));
        var parts = named.Select(g => Group(words["comments.low", words[$"unsur.{g.Key}"], g.Value.Respondents], g.Value)).ToList();
        if (rest.Respondents >= minimum)
            parts.Add(Group(words[named.Count > 0 ? "comments.others" : "comments.all", rest.Respondents], rest));
        parts = [.. parts.Where(p => p.Length > 0)];
        if (parts.Count == 0) parts.Add(words[wanted is null ? "comments.none" : "comments.not-found", wanted]);
        return $"{title}\n\n{string.Join("\n\n", parts)}\n\n{words["comments.how", unit.Code]}";
    }

    /// <summary>Those who rated, by the unsur that they rated low; of what they wrote only as much is kept as is shown.</summary>
    private async Task<Dictionary<string, Commented>> Read(Unit unit, Period period, string? wanted)
    {
        var groups = new Dictionary<string, Commented>();
        var rows = db.Ratings.AsNoTracking()
            .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published
            && r.State == RatingState.Complete)
            .Select(r => new Row(r.Instrument, r.U1, r.U2, r.U3, r.U4, r.U5, r.U6, r.U7, r.U8, r.U9, r.Comment));
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var key = GroupOf(row.Instrument, [row.U1, row.U2, row.U3, row.U4, row.U5, row.U6, row.U7, row.U8, row.U9]) ?? "";
            if (!groups.TryGetValue(key, out var group)) groups[key] = group = new Commented();
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

    private static string Group(string heading, Commented group)
    {
        var lines = group.First.Select(c => PersonalDetails.MaskIn(c.ReplaceLineEndings(" ")))
            .Select(c => $"• {Characters.Short(c, LineLength)}").ToList();
        return lines.Count == 0 ? "" : $"{heading}\n{string.Join('\n', lines)}";
    }

    private readonly record struct Row(string Instrument, int? U1, int? U2, int? U3, int? U4, int? U5, int? U6, int? U7, int? U8, int? U9,
        string? Comment);

    /// <summary>Respondents, and the first of their comments by the alphabet; two of the same words are two.</summary>
    private sealed class Commented
    {
        private readonly List<string> _first = [];

        public int Respondents { get; private set; }

        public IReadOnlyList<string> First => _first;

        public void Add(string? comment)
        {
            Respondents++;
            if (comment is not null) Keep(comment);
        }

        public Commented Join(Commented more)
        {
            Respondents += more.Respondents;
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
