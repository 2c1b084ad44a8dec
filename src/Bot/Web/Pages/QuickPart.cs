using Core.Statistics;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>One-tap ratings at the counters. They stand apart from the score.</summary>
internal static class QuickPart
{
    /// <summary>With more units only all of them together are shown; each unit's page has its own.</summary>
    private const int Rows = 40;

    public static Html Of(Wording words, IReadOnlyList<QuickCounts> quick, Unit? unit = null)
    {
        var shown = unit is null ? quick : [.. quick.Where(q => q.Unit.Id == unit.Id)];
        if (shown.Count == 0) return Html.None;
        int[] all = [.. Enumerable.Range(0, 4).Select(v => shown.Sum(q => q.Counts[v]))];
        return Html.Of(
            $"""
            <section class="quick" aria-labelledby="quick"><h2 id="quick">{words["board.quick"]}</h2><p>{words["board.quick-what"]}</p>
            <table><thead><tr><th scope="col">{words["board.unit"]}</th>{Html.Each(Enumerable.Range(1, 4), v => Html.Of($"""<th scope="col" class="n">{words[$"kiosk.face-{v}"]}</th>"""))}<th scope="col" class="n">{words["board.taps"]}</th></tr></thead>
            <tbody>{Html.Each(shown.Where(_ => shown.Count <= Rows), q => Row(words, q.Unit.ShortName ?? q.Unit.Name, q.Counts))}{(shown.Count > 1 ? Row(words, words["board.all-units"], all) : Html.None)}</tbody></table>
            {Apart(words, shown.Sum(q => q.Apart))}</section>
            """);
    }

    private static Html Apart(Wording words, int taps) =>
        taps == 0 ? Html.None : Html.Of($"""<p class="n">{words["board.quick-apart", taps]}</p>""");

    private static Html Row(Wording words, string name, IReadOnlyList<int> counts) => Html.Of(
        $"""<tr><th scope="row">{name}</th>{Html.Each(counts.Append(counts.Sum()), c => Html.Of($"""<td class="n">{c.ToString("N0", words.Culture)}</td>"""))}</tr>""");
}
