using Bot.Reports.Documents;
using Core.Statistics;

namespace Bot.Reports.Chapters;

/// <summary>Cover, foreword and contents.</summary>
internal static class Opening
{
    private const double ArmsOnCover = 92;
    private const double ArmsInHead = 54;

    public static IEnumerable<Block> Of(Writing w) => [.. Cover(w), .. Foreword(w), new NewPage(), new Contents(w.Words["pdf.contents"])];

    private static IEnumerable<Block> Cover(Writing w)
    {
        var (words, score) = (w.Words, w.Data.Score);
        yield return new Gap(w.Office.CoatOfArms.Length > 0 ? 20 : 90);
        if (w.Arms.Of(ArmsOnCover, words["pdf.arms", w.Instansi]) is { } arms) yield return arms with { After = 26 };
        yield return new Headline(words["pdf.title"], 24, After: 14, Middle: true);
        yield return new Text(w.Whose, new Look(16, Bold: true, Middle: true));
        yield return new Text(w.Period, new Look(13, Middle: true, After: 34));
        yield return new Text(words.Score(score.Index), new Look(54, Bold: true, Tone: Tone.Accent, Middle: true, After: 4));
        yield return new Text(words["pdf.verdict", score.Grade, words[$"grade.{score.Grade}"]], new Look(14, Bold: true, Middle: true));
        yield return new Text($"{ScoreWords.Interval(words, score)} · {ScoreWords.Respondents(words, score)}",
            new Look(11, Middle: true, After: 24));
        yield return new Text(w.Data.Standing.Label(words), new Look(9.5, Tone: Tone.Notice, Middle: true, After: 60));
        yield return w.Unit is null ? new Text($"{w.Data.Period.Year}", new Look(13, Bold: true, Middle: true))
            : new Text($"{w.Instansi}\n{w.Data.Period.Year}", new Look(13, Bold: true, Middle: true));
    }

    private static IEnumerable<Block> Foreword(Writing w)
    {
        var (words, score) = (w.Words, w.Data.Score);
        yield return new NewPage();
        yield return new Letterhead(w.Arms.Of(ArmsInHead, words["pdf.arms", w.Instansi]),
            w.Unit is null ? "" : w.Instansi.ToUpper(words.Culture), w.Whose.ToUpper(words.Culture), Address(w));
        yield return w.Place("number");
        yield return new Heading(words["pdf.foreword"], 1);
        yield return w.Place("foreword",
            new Text(w.Either("pdf.foreword-what", w.Whose, w.Instansi, w.Period)),
            new Text(words["pdf.foreword-result", words.Score(score.Index), score.Grade, words[$"grade.{score.Grade}"], score.Respondents]),
            new Text(words["pdf.foreword-thanks"]));
        yield return new Gap(16);
        yield return new Text(w.Words["pdf.sign-place", w.Town(), w.Day(w.Today)], new Look(Indent: 250, After: 0));
        yield return new Text(w.SignsAs(), new Look(Indent: 250, After: 0));
        if (w.SignerName() is { } name) yield return new Text(name, new Look(Bold: true, Indent: 250));
    }

    private static string Address(Writing w) => w.Unit is not { } unit ? w.Office.Address
        : string.Join(" · ", new[] { unit.Address, unit.Phone is { } phone ? w.Words["pdf.phone", phone] : null }.OfType<string>());
}

/// <summary>Who signs, and where.</summary>
internal static class Signing
{
    public static string Town(this Writing w) => w.Office.Town.Length > 0 ? w.Office.Town : "…………………";

    public static string SignsAs(this Writing w) => w.Unit is { } unit ? unit.SignerTitle ?? w.Words["pdf.sign-head", unit.Name]
        : w.Office.SignerTitle.Length > 0 ? w.Office.SignerTitle : w.Words["pdf.sign-head", w.Instansi];

    public static string? SignerName(this Writing w) => w.Unit is { } unit ? unit.SignerName
        : w.Office.SignerName.Length > 0 ? w.Office.SignerName : null;
}
