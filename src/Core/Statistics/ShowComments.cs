using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>
/// An administrator reads and searches what citizens suggested, masked and grouped by the unsur that those who wrote rated low
/// (<see cref="ReadComments"/>).
/// </summary>
internal sealed class ShowComments(ReadComments comments, ReadScores scores, UnitCatalog units) : Dialog
{
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
        var commented = await comments.Of(unit, period, wanted);
        if (commented.Respondents < minimum) return $"{title}\n{words["comments.too-few", commented.Respondents, minimum]}";
        var parts = commented.Groups.Where(g => g.Lines.Count > 0).Select(g => Group(words, g, commented.Groups.Count > 1)).ToList();
        if (parts.Count == 0) parts.Add(words[wanted is null ? "comments.none" : "comments.not-found", wanted]);
        return $"{title}\n\n{string.Join("\n\n", parts)}\n\n{words["comments.how", unit.Code]}";
    }

    private static string Group(Wording words, CommentGroup group, bool others)
    {
        var heading = group.Unsur is { } unsur ? words["comments.low", words[$"unsur.{unsur}"], group.Respondents]
            : words[others ? "comments.others" : "comments.all", group.Respondents];
        return $"{heading}\n{string.Join('\n', group.Lines.Select(c => $"• {Characters.Short(c, LineLength)}"))}";
    }
}
