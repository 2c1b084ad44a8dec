using Core.Calendar;
using Core.Imports;
using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Core.OnPaper;

/// <summary>Has sheets count that were read and shown, and takes them back: the same for the chat and for the desk.</summary>
internal sealed class KeepPaper(Instruments instruments, CountPaper count, ReadPaper paper, UnitCatalog units, SecretKey secret)
{
    /// <summary>
    /// Counts a file; the file goes. What is said where it was not counted: it is gone, or these very sheets count already.
    /// </summary>
    public async ValueTask<(PaperBatch? Batch, LocalizedText Instead)> In(AppDb db, Caller who, Unit unit, ImportFile file,
        DateTimeOffset now)
    {
        await ScoreSums.Lock(db, unit.Id);
        if (await db.ImportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync() == 0) return (null, "import.gone");
        var sheets = PaperSheets.Read(file.Content!);
        if (await paper.Again(db, unit, sheets) is { } earlier) return (null, earlier);
        var months = sheets.Sheets.Select(s => Month.Of(s.Day)).Order().ToList();
        var batch = new PaperBatch
        {
            UnitId = unit.Id,
            From = months[0],
            To = months[^1],
            Sheets = sheets.Sheets.Count,
            Fingerprint = sheets.Fingerprint(secret),
            Mornings = sheets.Sheets.Count(s => s.Half == 1),
            Afternoons = sheets.Sheets.Count(s => s.Half == 2),
            EnteredBy = who.Id,
            At = now,
        };
        db.PaperBatches.Add(batch);
        await db.SaveChangesAsync();
        var instrument = instruments.Find(sheets.Instrument)!;
        await count.In(db, [.. sheets.Sheets.Select(s => s.Rating(unit.Id, instrument, batch.Id))]);
        Audit.Note(db, who, now, "paper-in", unit.Id, $"{batch.Sheets} (#{batch.Id})");
        return (batch, default);
    }

    /// <summary>Takes a file back as a whole; false where it does not count (any more).</summary>
    public async ValueTask<bool> Out(AppDb db, Caller who, Unit unit, long number, DateTimeOffset now)
    {
        await ScoreSums.Lock(db, unit.Id);
        if (await db.PaperBatches.FirstOrDefaultAsync(b => b.Id == number && b.UnitId == unit.Id && b.UndoneAt == null) is not { } batch)
            return false;
        await count.Out(db, batch, now);
        Audit.Note(db, who, now, "paper-out", unit.Id, $"{batch.Sheets} (#{batch.Id})");
        return true;
    }

    /// <summary>A file in a line: sheets, months, when it came in.</summary>
    public string Line(Wording words, Unit unit, PaperBatch batch)
    {
        var months = batch.From == batch.To ? words.MonthOf(batch.To.FirstDay)
            : $"{words.MonthOf(batch.From.FirstDay)} – {words.MonthOf(batch.To.FirstDay)}";
        return words["paper.batch", batch.Sheets, months, words.ShortDate(LocalTime.Day(batch.At, units.ZoneOf(unit)))];
    }
}
