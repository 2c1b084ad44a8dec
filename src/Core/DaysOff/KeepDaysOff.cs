using Core.Calendar;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.DaysOff;

/// <summary>Keeps years of days off in the database, and has every process go by them.</summary>
internal sealed class KeepDaysOff
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Holidays _holidays;
    private readonly InMemoryCopy _copy;

    public KeepDaysOff(IDbContextFactory<AppDb> databases, Holidays holidays, IWorkers workers)
    {
        (_databases, _holidays) = (databases, holidays);
        _copy = new InMemoryCopy("days-off", workers, Read);
    }

    /// <summary>The last reading after a change.</summary>
    public Task UnderWay => _copy.UnderWay;

    /// <summary>Puts a year in the place of what was brought for it before.</summary>
    public static async Task Put(AppDb db, int year, string source, IEnumerable<Holiday> days, DateTimeOffset now)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        await db.BroughtDays.Where(d => d.Date >= first && d.Date <= last).ExecuteDeleteAsync();
        await db.BroughtYears.Where(y => y.Year == year).ExecuteDeleteAsync();
        db.BroughtYears.Add(new BroughtYear { Year = year, Source = source, At = now });
        db.BroughtDays.AddRange(days.Select(d => new BroughtDay { Date = d.Date, Name = d.Name, Kind = d.Kind }));
    }

    /// <summary>Reads them anew.</summary>
    public Task Reload(CancellationToken stop = default) => _copy.Read(stop);

    /// <summary>A year was brought, and is on disk: this process and every other one goes by it.</summary>
    public void Changed() => _copy.Changed();

    private async Task Read(CancellationToken stop)
    {
        await using var db = await _databases.CreateDbContextAsync(stop);
        var years = await db.BroughtYears.AsNoTracking().Select(y => y.Year).ToListAsync(stop);
        var days = years.Count == 0 ? [] : await db.BroughtDays.AsNoTracking().ToListAsync(stop);
        _holidays.Bring(years, days.Select(d => new Holiday(d.Date, d.Name, d.Kind)));
    }
}
