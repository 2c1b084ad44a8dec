using System.Globalization;
using Bot.Reports.Documents;
using Core.Texts;

namespace Bot.Reports.Evidence;

/// <summary>
/// What the service can show of the two indicators of PermenPANRB 8/2026 (Pemdi) that it has to do with, help and complaints and the users'
/// satisfaction: what there is, since when, how many. It gives no mark to itself.
/// </summary>
internal static class PemdiPage
{
    public static IEnumerable<Block> Of(Evidence evidence, string? address, Wording words) =>
    [
        new Headline(words["pemdi.title"], 15, After: 4),
        new Text(words["pemdi.how", words.MonthOf(evidence.From.FirstDay), words.MonthOf(evidence.To.FirstDay)], new Look(8.5)),
        new Heading(words["pemdi.satisfaction"], 2, Listed: false),
        new Grid([251, 100, 120], Satisfaction(evidence, address, words)),
        new Heading(words["pemdi.help"], 2, Listed: false),
        new Grid([251, 100, 120], Help(evidence, words)),
        new Text(words["pemdi.not"], Look.Small),
    ];

    private static List<string[]> Satisfaction(Evidence e, string? address, Wording words)
    {
        var rated = e.Units.Count(u => u.Score.Respondents > 0);
        var shown = e.Units.Count(u => u.Score.Score is not null);
        return
        [
            Head(words),
            [words["pemdi.ratings"], Since(e.Ratings, words), words["pemdi.ratings-n", Number(e.Ratings.All, words),
                Number(e.Score.Respondents + e.Score.LeftOut, words)]],
            [words["pemdi.units"], "", words["pemdi.units-n", rated, shown, e.Units.Count]],
            [words["pemdi.score"], "", e.Score.Score is { } s
                ? words["pemdi.score-n", words.Score(s.Index), s.Grade, Number(s.Respondents, words)] : words["pemdi.no-score"]],
            [words["pemdi.posts"], Since(e.Posts, words), Number(e.Posts.All, words)],
            [words["pemdi.public"], "", address ?? words["pemdi.no-address"]],
            [words["pemdi.plans"], Since(e.Plans, words), words["pemdi.plans-n", Number(e.Plans.All, words), Number(e.PlansDone, words)]],
        ];
    }

    private static List<string[]> Help(Evidence e, Wording words)
    {
        var h = e.Handled;
        return
        [
            Head(words),
            [words["pemdi.filed"], Since(e.Complaints, words), words["pemdi.ratings-n", Number(e.Complaints.All, words),
                Number(h.Received, words)]],
            [words["pemdi.handled"], "", words["pemdi.handled-n", Number(h.OnTime, words), Number(h.Late, words), Number(h.Open, words)]],
            [words["pemdi.days"], "", h.MedianDays is { } days ? words["pemdi.days-n", days.ToString("0.#", words.Culture),
                Number(h.Resolved, words)] : words["pemdi.none"]],
            [words["pemdi.rated"], "", h.MeanRating is { } mean ? words["pemdi.rated-n", words.Score(mean), Number(h.Rated, words)]
                : words["pemdi.rated-few", h.Rated]],
            [words["pemdi.reopened"], "", Number(h.Reopened, words)],
            [words["pemdi.national"], "", Number(e.National, words)],
        ];
    }

    private static string[] Head(Wording words) => [words["pemdi.what"], words["pemdi.since"], words["pemdi.many"]];

    private static string Since(Kept kept, Wording words) => kept.Since is { } day
        && DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var first
            ? $"{words.Month(first.Month)} {first.Year}" : words["pemdi.none"];

    private static string Number(int number, Wording words) => number.ToString("N0", words.Culture);
}
