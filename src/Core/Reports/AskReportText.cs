using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Reports;

/// <summary>
/// The questions by which an office fills the places of its report: a place and its text, or the DOCX that it edited, from which all
/// places are taken over.
/// </summary>
internal sealed class AskReportText(AppDb db, ReportsWanted wanted)
{
    private const string File = "+file";
    private static readonly FileRules Docx = new([FileKind.Document], 10_000_000);

    /// <summary>Asks, and keeps what was said.</summary>
    public async IAsyncEnumerable<Question> Of(DialogContext context, Unit? unit, Period period)
    {
        var kept = await KeepReportTexts.Read(db, unit?.Id, period);
        var place = Ask.Choice("place", LocalizedText.Of("report.fill-which", NameOf(context, unit), period.Name(context.Words)),
            [new Option<string>(File, "report.fill-file", File), .. ReportPlaces.All.Select(p => new Option<string>(p,
                LocalizedText.Literal((kept.ContainsKey(p) ? "✓ " : "") + context.Words[$"place.{p}"]), p))]).PerRow(2);
        yield return place;
        if (place.Answer == File)
        {
            var file = Ask.Files("file", "report.fill-send", 1, Docx);
            yield return file;
            TakeBack(context, unit, period, file.Answer);
            yield break;
        }

        var says = Ask.Text("says", LocalizedText.Of("report.fill-text", context.Words[$"place.{place.Answer}"],
            kept.GetValueOrDefault(place.Answer) ?? context.Words["report.fill-nothing"]), 1, ReportPlaces.Most);
        yield return says;
        await Keep(context, unit, period, place.Answer, Meant(says.Answer.Trim()));
    }

    /// <summary>A dash leaves the place empty; "awal" (or "reset") gives it back to us.</summary>
    private static string? Meant(string said) => said is "-" or "–" ? ""
        : said.Equals("awal", StringComparison.OrdinalIgnoreCase) || said.Equals("reset", StringComparison.OrdinalIgnoreCase) ? null : said;

    private async Task Keep(DialogContext context, Unit? unit, Period period, string place, string? says)
    {
        context.Change();
        await KeepReportTexts.Keep(db, unit?.Id, period.Code, place, says, context.Now);
        KeepReportTexts.Note(db, context.Who, context.Now, unit?.Id, $"{period.Code}: {place}");
        var told = says is null ? "report.fill-back" : says.Length > 0 ? "report.fill-kept" : "report.fill-dropped";
        context.Say(told, context.Words[$"place.{place}"])
            .Row(Again(context, unit, period, "report.fill-more", " isi"), Again(context, unit, period, "report.fill-make", ""));
    }

    private void TakeBack(DialogContext context, Unit? unit, Period period, IReadOnlyList<InboundFile> files)
    {
        if (files.Count == 0)
        {
            context.Say("report.fill-no-file");
            return;
        }

        AskReport.Put(context, wanted, ReportKind.TakeBack, unit, period, file: files[0].Reference);
        context.Change();
        KeepReportTexts.Note(db, context.Who, context.Now, unit?.Id, $"{period.Code}: DOCX");
        context.Say("report.fill-coming");
    }

    private static Button Again(DialogContext context, Unit? unit, Period period, string key, string flag) =>
        new(context.Words[key], Commands.Report.With(unit?.Code ?? "instansi", $"{period.Code}{flag}"));

    private static LocalizedText NameOf(DialogContext context, Unit? unit) =>
        unit is null ? LocalizedText.Of("link.instansi") : LocalizedText.Literal(unit.Label);
}
