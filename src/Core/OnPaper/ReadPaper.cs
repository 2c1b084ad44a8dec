using Core.Calendar;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.OnPaper;

/// <summary>Reads a file of paper questionnaires and shows what it holds before it counts.</summary>
internal sealed class ReadPaper(OpenSheet open, UnitCatalog units, Instruments instruments, ReadScores scores, SecretKey secret,
    TimeProvider time) : ReadImport
{
    /// <inheritdoc/>
    public override ImportKind Kind => ImportKind.Paper;

    /// <inheritdoc/>
    public override async ValueTask<ImportRead> Read(AppDb db, ImportFile file, byte[] content)
    {
        var unit = units.Find(file.UnitId!.Value)!;
        if (open.Of(content) is not { } cells) return ImportRead.Nothing("import.no-sheet");
        if (cells.IsCut) return ImportRead.Nothing(LocalizedText.Of("import.rows", SheetCells.MostRows));
        var today = LocalTime.Day(time.GetUtcNow(), units.ZoneOf(unit));
        var (read, wrong) = new ReadSheets(unit, instruments.Current, today).From(cells);
        if (wrong.Count > 0) return ImportRead.Mistakes(wrong);
        var sheets = new PaperSheets(instruments.Current.Id, read);
        if (await Again(db, unit, sheets) is { } earlier) return ImportRead.Nothing(earlier);
        var before = await PaperBatch.Of(db, unit.Id);
        var now = await scores.ByMonth(unit, read.Min(s => Month.Of(s.Day)), read.Max(s => Month.Of(s.Day)));
        var wording = Wording.Of(file.Language);
        return new ImportRead(sheets.Write(), LocalizedText.InEach(words => Preview(words, unit, sheets, now, before)),
            [[new Button(wording["paper.count", read.Count], Commands.Paper.With("{0}"))]]);
    }

    /// <summary>What to say where these very sheets count already; null where they do not.</summary>
    internal async ValueTask<LocalizedText?> Again(AppDb db, Unit unit, PaperSheets sheets)
    {
        var print = sheets.Fingerprint(secret);
        var same = await db.PaperBatches.AsNoTracking()
            .FirstOrDefaultAsync(b => b.UnitId == unit.Id && b.UndoneAt == null && b.Fingerprint == print);
        return same is null ? default(LocalizedText?)
            : LocalizedText.Of("paper.again", same.Sheets, LocalizedText.Date(LocalTime.Day(same.At, units.ZoneOf(unit))));
    }

    private string Preview(Wording words, Unit unit, PaperSheets sheets, IReadOnlyList<UnitScore> now, IReadOnlyList<PaperBatch> before)
    {
        var lines = new List<string> { words["paper.preview", sheets.Sheets.Count, unit.Label] };
        foreach (var month in sheets.Sheets.GroupBy(s => Month.Of(s.Day)).OrderBy(g => g.Key))
            lines.Add(words["paper.preview-month", words.MonthOf(month.Key.FirstDay), month.Count(),
                now.First(s => s.From == month.Key).Respondents]);
        foreach (var service in sheets.Sheets.GroupBy(s => s.Service))
            lines.Add($"• {unit.Services.Find(s => s.Id == service.Key)!.Name}: {service.Count()}");
        var sums = sheets.Sheets.Aggregate(SkmSums.None, (sum, s) => sum + SkmSums.Of(instruments.Current.Sum(s.Answers),
            instruments.Current.Items));
        lines.Add(words["paper.preview-score", words.Score(SkmScore.Of(sums, scores.Options.Weight)!.Index)]);
        foreach (var batch in before.Where(b => b.To >= sheets.Sheets.Min(s => Month.Of(s.Day))
            && b.From <= sheets.Sheets.Max(s => Month.Of(s.Day))))
            lines.Add(words["paper.preview-earlier", batch.Sheets, words.Date(LocalTime.Day(batch.At, units.ZoneOf(unit)))]);
        lines.Add(words["paper.preview-end"]);
        return string.Join('\n', lines);
    }
}
