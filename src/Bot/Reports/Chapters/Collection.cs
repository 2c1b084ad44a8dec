using Bot.Reports.Documents;
using Core.Calendar;
using Core.Statistics;

namespace Bot.Reports.Chapters;

/// <summary>Chapters I and II: why and by what law, then how answers were taken, by whom and when.</summary>
internal static class Collection
{
    public static IEnumerable<Block> Introduction(Writing w) =>
    [
        new NewPage(),
        new Heading(w.Words["pdf.1"], 1),
        new Heading(w.Words["pdf.1-background-title"], 2),
        new Text(w.Either("pdf.1-background", w.Whose, w.Instansi)),
        new Heading(w.Words["pdf.1-law-title"], 2),
        new Text(w.Words["pdf.1-law"]),
        new Heading(w.Words["pdf.1-aim-title"], 2),
        new Text(w.Words["pdf.1-aim", w.Whose]),
    ];

    public static IEnumerable<Block> Of(Writing w) =>
    [
        new Heading(w.Words["pdf.2"], 1),
        new Heading(w.Words["pdf.2-survey"], 2),
        new Grid([130, 341], How(w)),
        new Heading(w.Words["pdf.2-team"], 2),
        w.Place("team"),
        new Heading(w.Words["pdf.2-schedule"], 2, With: 120),
        new Grid([250, 221], Schedule(w)),
        w.Place("schedule"),
    ];

    private static List<string[]> How(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        List<string[]> rows =
        [
            [words["pdf.2-what"], words["pdf.2-how"]],
            [words["pdf.2-by"], w.Whose],
            [words["pdf.2-method"], words["pdf.2-method-text", data.Instrument.Source, data.Instrument.Questions.Count]],
            [words["pdf.2-place"], words["pdf.2-place-text"]],
            [words["pdf.2-time"], Survey(w)],
            [words["pdf.2-respondents"], ScoreWords.Respondents(words, data.Score)],
            [words["pdf.2-sample"], Sample(w)],
        ];
        return rows;
    }

    /// <summary>When answers were taken; of a period that runs only up to today.</summary>
    private static string Survey(Writing w)
    {
        var (words, period) = (w.Words, w.Data.Period);
        var zone = LocalTime.Label(w.Zone, w.Now);
        var (from, to) = (words.Date(period.From.FirstDay), words.Date(period.To.LastDay));
        return w.Data.Statistics.Now.Running ? words["pdf.2-time-runs", from, words.Date(w.Today), zone, to] : $"{from} – {to} ({zone})";
    }

    private static string Sample(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        if (w.Unit is null) return words["pdf.2-sample-instansi", data.Units.Count(u => u.Now.Score is not null), data.Units.Count];
        return data.Statistics.SampleNeeded is { } needed ? words["pdf.2-sample-text", w.Unit.YearlyRecipients, needed,
            data.Score.Respondents, words[data.Score.Respondents >= needed ? "pdf.enough" : "pdf.not-enough"]]
            : words["statistics.sample-unknown"];
    }

    /// <summary>Only what is known: when answers were taken, when this was made, when plans are due.</summary>
    private static List<string[]> Schedule(Writing w)
    {
        var (words, period) = (w.Words, w.Data.Period);
        var last = w.Data.Statistics.Now.Running ? w.Today : period.To.LastDay;
        List<string[]> rows = [[words["pdf.2-stage"], words["pdf.2-when"]],
            [words["pdf.2-stage-collect"], $"{w.Day(period.From.FirstDay)} – {w.Day(last)}"],
            [words["pdf.2-stage-report"], w.Day(w.Today)]];
        if (w.Data.Plans.Count == 0) return rows;
        var (first, end) = (w.Data.Plans.Min(p => p.Plan.DueOn), w.Data.Plans.Max(p => p.Plan.DueOn));
        rows.Add([words["pdf.2-stage-plans"], first == end ? w.Day(end) : $"{w.Day(first)} – {w.Day(end)}"]);
        return rows;
    }
}
