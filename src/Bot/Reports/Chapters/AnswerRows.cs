using System.Globalization;
using Core.Skm;
using Core.Texts;

namespace Bot.Reports.Chapters;

/// <summary>The processing table (Permenpan RB 14/2017) for paper: a row a respondent, then sums, means and weighted means.</summary>
internal static class AnswerRows
{
    /// <summary>All rows.</summary>
    public static List<string[]> All(ReportData data, PublishedAnswers answers, Wording words)
    {
        List<string[]> rows = [Head(words)];
        for (var r = 0; r < answers.Count; r++)
            rows.Add([(r + 1).ToString(CultureInfo.InvariantCulture), .. Enumerable.Range(0, Unsur.Count)
                .Select(u => Given(answers.Text(r, u), words))]);
        rows.AddRange(Foot(data, answers, words));
        return rows;
    }

    /// <summary>The sums alone.</summary>
    public static List<string[]> Sums(ReportData data, PublishedAnswers answers, Wording words) =>
        [Head(words), .. Foot(data, answers, words)];

    private static string[] Head(Wording words) => [words["pdf.annex-respondent"], .. Unsur.Codes];

    private static IEnumerable<string[]> Foot(ReportData data, PublishedAnswers answers, Wording words)
    {
        var printed = PrintedMeans.Of(data.Score);
        yield return [words["pdf.3-sum"], .. Enumerable.Range(0, Unsur.Count)
            .Select(u => answers.Total(u).ToString("#,0.##", words.Culture))];
        yield return ["NRR", .. printed.Means.Select(m => m.ToString($"F{printed.Decimals}", words.Culture))];
        yield return [words["pdf.3-weighted"], .. printed.Weighted.Select(m => m.ToString($"F{printed.Decimals}", words.Culture))];
    }

    private static string Given(string answer, Wording words) =>
        decimal.Parse(answer, CultureInfo.InvariantCulture).ToString("0.##", words.Culture);
}
