using System.Globalization;
using Bot.Spreadsheets;
using Core.Calendar;
using Core.DaysOff;
using Core.Membership;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>Brings in a year's days off from a file; nothing is half brought in.</summary>
internal static class BringHolidays
{
    private const int Most = 60;

    public static async Task<int> Run(ParsedCommandLine line, TextWriter output)
    {
        var file = Path.GetFullPath(Commands.FileOf(line));
        if (line.Value("source") is not { Length: >= 5 } source)
            throw new UsageException("Say which decree it is: --source \"SKB 3 Menteri ...\".");
        await using var app = Commands.Open(line);
        var days = Read(file, app.Services.GetRequiredService<UnitCatalog>().ZoneOf(null), DecodeText.Of(await Commands.ListOf(file))
            ?? throw new InvalidDataException($"{file} is no text; save it as CSV or ICS. Nothing was changed."));
        var year = days.Count == 0 ? throw new InvalidDataException($"{file} holds no day; nothing was changed.") : days[0].Date.Year;
        if (days.FirstOrDefault(d => d.Date.Year != year) is { } other)
            throw new InvalidDataException($"{file} holds days of {year} and of {other.Date.Year}; bring one year at a time. Nothing was changed.");
        var free = Count(line, "holidays", days, HolidayKind.Holiday);
        var leave = Count(line, "leave", days, HolidayKind.CollectiveLeave);
        await Commands.Prepare(app.Services);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await using var all = await db.Database.BeginTransactionAsync();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await KeepDaysOff.Put(db, year, source, days, now);
        Audit.Note(db, null, now, "days-off-brought", null, $"{year} ({free} + {leave})");
        await db.SaveChangesAsync();
        await all.CommitAsync();
        foreach (var day in days) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"  {day.Date:yyyy-MM-dd dddd}: {day.Name}{(day.Kind == HolidayKind.CollectiveLeave ? " (collective leave)" : "")}"));
        await output.WriteLineAsync($"{year}: {free} holidays and {leave} days of collective leave are in. The running service goes by them within a minute.");
        return 0;
    }

    private static IReadOnlyList<Holiday> Read(string file, TimeZoneInfo zone, string text)
    {
        if (Path.GetExtension(file).Equals(".ics", StringComparison.OrdinalIgnoreCase)) return ReadDaysOff.Calendar(text, zone);
        var (days, slips) = ReadDaysOff.Lines(text);
        return slips.Count == 0 ? days : throw new InvalidDataException(string.Join('\n', slips.Select(s =>
            Wording.Of("en")[$"days-off.slip.{s.What}", s.Line])) + "\nNothing was changed.");
    }

    private static int Count(ParsedCommandLine line, string option, IReadOnlyList<Holiday> days, HolidayKind kind)
    {
        var found = days.Count(d => d.Kind == kind);
        var decreed = line.Number(option, found, 0, Most);
        return decreed == found ? found : throw new InvalidDataException(
            $"--{option} says {decreed}, the file holds {found}. Nothing was changed.");
    }
}
