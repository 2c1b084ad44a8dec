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
    public override string? Command => "/komentar";

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var (typed, wanted) = Split(context.Arg("text") ?? "");
        var asked = UnitAsked.Of(context, units, scores.ThisMonth(), typed);
        if (asked.Which is { } which) yield return which;
        var (unit, query) = (asked.Unit, asked.Query);
        var period = query.Period ?? Period.Of(PeriodKind.Month, scores.ThisMonth(unit));
        context.Say(LocalizedText.Literal(await Text(context.Words, unit, period, wanted)))
            .Row(new Button($"◀ {period.Before.ShortName(context.Words)}", $"/komentar {unit.Code} {period.Before.Code}"));
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
        var ratings = await db.Ratings.AsNoTracking()
            .Where(r => r.UnitId == unit.Id && r.Month >= period.From && r.Month <= period.To && r.Published
            && r.State == RatingState.Complete).ToListAsync();
        if (ratings.Count < minimum) return $"{title}\n{words["comments.too-few", ratings.Count, minimum]}";
        var groups = ratings.GroupBy(r => GroupOf(r) ?? "").ToDictionary(g => g.Key, g => g.ToList());
        var named = groups.Where(g => g.Key.Length > 0 && g.Value.Count >= minimum).OrderByDescending(g => g.Value.Count).ToList();
        var rest = groups.Where(g => !named.Contains(g)).SelectMany(g => g.Value).ToList();
        var parts = named.Select(g => Group(words["comments.low", words[$"unsur.{g.Key}"], g.Value.Count], g.Value, wanted)).ToList();
        if (rest.Count >= minimum) parts.Add(Group(words[named.Count > 0 ? "comments.others" : "comments.all", rest.Count], rest, wanted));
        parts = [.. parts.Where(p => p.Length > 0)];
        if (parts.Count == 0) parts.Add(words[wanted is null ? "comments.none" : "comments.not-found", wanted]);
        return $"{title}\n\n{string.Join("\n\n", parts)}\n\n{words["comments.how", unit.Code]}";
    }

    /// <summary>The unsur that the respondent rated lowest, when that was low; null when nothing was.</summary>
    private string? GroupOf(Rating rating)
    {
        if (instruments.Find(rating.Instrument) is not { } instrument) return null;
        var lowest = Enumerable.Range(0, Unsur.Count).MinBy(u => (decimal)(rating.Unsur[u] ?? 4) / instrument.Items[u]);
        return (decimal)(rating.Unsur[lowest] ?? 4) / instrument.Items[lowest] <= LowFrom ? Unsur.Codes[lowest] : null;
    }

    private static string Group(string heading, IEnumerable<Rating> ratings, string? wanted)
    {
        var lines = ratings.Where(r => r.Comment is not null
            && (wanted is null || r.Comment.Contains(wanted, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(r => r.Comment, StringComparer.Ordinal).Take(LinesMax)
            .Select(r => $"• {Characters.Short(PersonalDetails.MaskIn(r.Comment!.ReplaceLineEndings(" ")), LineLength)}").ToList();
        return lines.Count == 0 ? "" : $"{heading}\n{string.Join('\n', lines)}";
    }
}
