using System.Globalization;
using Bot.Reports.Documents;
using Core.Skm;

namespace Bot.Reports.Chapters;

/// <summary>Chapter V with the signature, and the annexes: questionnaire, processing table, photographs.</summary>
internal static class Closing
{
    /// <summary>The most rows of a processing table that a report prints; beyond it names the sheet that holds all.</summary>
    private const int Rows = 600;

    public static IEnumerable<Block> Of(Writing w)
    {
        var (words, data) = (w.Words, w.Data);
        yield return new Heading(words["pdf.5"], 1, With: 300);
        yield return new Text(words[data.Statistics.Now.Running ? "pdf.5-running" : "pdf.5-text", w.Whose, data.Period.Name(words),
            words.Score(data.Score.Index), data.Score.Grade, words[$"grade.{data.Score.Grade}"], data.Score.Respondents, w.Day(w.Today)]);
        if (w.Announced) yield return new Text(words["pdf.5-announced"]);
        yield return new Text(data.Standing.Label(words), new Look(Tone: Tone.Notice));
        yield return w.Place("closing");
        yield return new Signature(words["pdf.sign-place", w.Town(), w.Day(w.Today)], w.SignsAs(), words["pdf.sign-room"],
            w.SignerName() ?? "………………………………", words["pdf.sign-number"]);
        foreach (var block in Annexes(w)) yield return block;
    }

    private static IEnumerable<Block> Annexes(Writing w) =>
    [
        new NewPage(),
        new Heading(w.Words["pdf.annex-1"], 1),
        .. Questionnaire(w),
        new NewPage(),
        .. w.Unit is null ? Matrix(w) : Processing(w),
        new NewPage(),
        new Heading(w.Words["pdf.annex-3"], 1),
        w.Place("photos"),
    ];

    private static IEnumerable<Block> Questionnaire(Writing w)
    {
        var (words, language) = (w.Words, w.Words.Language);
        yield return new Text(words["pdf.annex-1-how", w.Data.Instrument.Source]);
        yield return new Grid([24, 190, 217, 40],
        [
            [words["pdf.annex-no"], words["pdf.annex-question"], words["pdf.annex-answers"], words["unit.element"]],
            .. w.Data.Instrument.Questions.Select(q => new[]
            {
                q.Number.ToString(CultureInfo.InvariantCulture), q.Text(language),
                string.Join('\n', q.Answers(language).Select((a, i) => $"{i + 1} = {a}")), q.UnsurCode,
            }),
        ], 8);
    }

    private static IEnumerable<Block> Processing(Writing w)
    {
        var (words, answers) = (w.Words, w.Answers!);
        yield return new Heading(words["pdf.annex-2"], 1);
        yield return new Text(words["pdf.annex-2-how", answers.Count]);
        if (answers.Count > Rows) yield return new Text(words["pdf.annex-2-long", Rows]);
        else yield return new Grid([75, .. Enumerable.Repeat(-44.0, Unsur.Count)], AnswerRows.All(w.Data, answers, words), 7.5);
        if (answers.Count > Rows)
            yield return new Grid([75, .. Enumerable.Repeat(-44.0, Unsur.Count)], AnswerRows.Sums(w.Data, answers, words), 7.5);
    }

    /// <summary>The nine unsur of every unit: what the ministry's recap asks for.</summary>
    private static IEnumerable<Block> Matrix(Writing w) =>
    [
        new Heading(w.Words["pdf.annex-2-instansi"], 1),
        new Text(w.Words["pdf.annex-2-instansi-how", w.Scores.MinimumRespondents]),
        new Grid([122, -36, .. Enumerable.Repeat(-27.0, Unsur.Count), -38, -32], UnitRows.Matrix(w.Data, w.Words), 6.5),
    ];
}
