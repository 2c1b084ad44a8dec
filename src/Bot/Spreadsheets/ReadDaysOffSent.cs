using Core.Calendar;
using Core.DaysOff;
using Core.Imports;
using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Core.Units;

namespace Bot.Spreadsheets;

/// <summary>Reads a year's days off that an administrator sent as CSV or as a calendar file, and shows them before they hold.</summary>
internal sealed class ReadDaysOffSent(UnitCatalog units) : ReadImport
{
    private const string CalendarBegins = "BEGIN:VCALENDAR";

    /// <inheritdoc/>
    public override ImportKind Kind => ImportKind.DaysOff;

    /// <inheritdoc/>
    public override ValueTask<ImportRead> Read(AppDb db, ImportFile file, byte[] content)
    {
        try
        {
            return ValueTask.FromResult(Read(file, DecodeText.Of(content) ?? "", units.ZoneOf(null)));
        }
        catch (FormatException)
        {
            return ValueTask.FromResult(ImportRead.Nothing("days-off.no-file"));
        }
    }

    private static ImportRead Read(ImportFile file, string text, TimeZoneInfo zone)
    {
        var (days, slips) = text.TrimStart().StartsWith(CalendarBegins, StringComparison.OrdinalIgnoreCase)
            ? (ReadDaysOff.Calendar(text, zone), []) : ReadDaysOff.Lines(text);
        if (days.Count == 0 && slips.All(s => s.What == Slip.NoDay)) return ImportRead.Nothing("days-off.no-file");
        if (slips.Count > 0)
            return ImportRead.Mistakes([.. slips.Select(s => LocalizedText.Of($"days-off.slip.{s.What}", s.Line))]);
        var year = days[0].Date.Year;
        if (days.Any(d => d.Date.Year != year)) return ImportRead.Nothing(LocalizedText.Of("days-off.other-year", $"{year}"));
        var leave = days.Count(d => d.Kind == HolidayKind.CollectiveLeave);
        var go = new Button(Wording.Of(file.Language)["days-off.go-on", $"{year}"], Commands.DaysOff.With(DaysOffFile.Word, "{0}"));
        return new ImportRead(DaysOffFile.Write(days), LocalizedText.Of("days-off.read", $"{year}", days.Count - leave, leave), [[go]]);
    }
}
