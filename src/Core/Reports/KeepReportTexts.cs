using Core.Membership;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Microsoft.EntityFrameworkCore;

namespace Core.Reports;

/// <summary>Keeps what an office wrote into the places of a report, and reads it for the next making.</summary>
internal static class KeepReportTexts
{
    /// <summary>
    /// Takes a place's text over, in the transaction that is open: an empty one is left empty, none at all gives the place back to us.
    /// </summary>
    public static async Task Keep(AppDb db, int? unit, string period, string place, string? says, DateTimeOffset now)
    {
        var kept = await db.ReportTexts.FirstOrDefaultAsync(t => t.UnitId == unit && t.Period == period && t.Place == place);
        if (says is null && kept is not null) db.ReportTexts.Remove(kept);
        if (says is null) return;
        if (kept is null) db.ReportTexts.Add(new ReportText { UnitId = unit, Period = period, Place = place, Says = says, At = now });
        else (kept.Says, kept.At) = (says, now);
    }

    /// <summary>Notes who wrote into which places.</summary>
    public static void Note(AppDb db, Caller? who, DateTimeOffset now, int? unit, string what) =>
        Audit.Note(db, who, now, "report-texts", unit, what);

    /// <summary>The texts of a report by place; the team of the newest earlier report where this one has none.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Read(AppDb db, int? unit, Period period)
    {
        var code = period.Code;
        var texts = await db.ReportTexts.AsNoTracking().Where(t => t.UnitId == unit && t.Period == code)
            .ToDictionaryAsync(t => t.Place, t => t.Says);
        if (texts.ContainsKey(ReportPlaces.Team)) return texts;
        var earlier = await db.ReportTexts.AsNoTracking().Where(t => t.UnitId == unit && t.Place == ReportPlaces.Team)
            .OrderByDescending(t => t.At).Select(t => t.Says).FirstOrDefaultAsync();
        if (earlier is not null) texts[ReportPlaces.Team] = earlier;
        return texts;
    }
}
