using Core.Complaints;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;

namespace Bot.CommandLine;

/// <summary>
/// Looks at units that stand above others, and at those that settings name. Neither a list nor /unit makes a circle, a tree too deep or a
/// closed unit above; a hand in the database can.
/// </summary>
internal static class CheckUnits
{
    private const string Subject = "units";

    /// <summary>What is to be mended; how many stand below others where all is well, and nothing of a flat instansi.</summary>
    public static async Task<IReadOnlyList<Finding>> Look(AppDb db, ComplaintsOptions complaints)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Code).ToDictionaryAsync(u => u.Id);
        var open = units.Values.Where(u => u.Active).ToList();
        var wrong = open.Select(u => Problem(u, units)).OfType<string>().Concat(complaints.OnDuty
            .Where(code => code != "*" && !open.Exists(u => string.Equals(u.Code, code, StringComparison.OrdinalIgnoreCase)))
            .Select(code => $"Complaints:DutyUnits names {code}, which is no open unit: nobody there hears at night. Correct it.")).ToList();
        if (wrong.Count > 0) return [.. wrong.Select(w => Finding.Wrong(Subject, w))];
        var below = units.Values.Count(u => u is { Active: true, ParentId: not null });
        return below == 0 ? [] : [Finding.Good(Subject, $"{below} stand below another one, in at most {UnitTree.Levels} levels.")];
    }

    private static string? Problem(Unit unit, Dictionary<int, Unit> units)
    {
        const string mend = "An administrator sets or removes it by /unit.";
        var chain = new List<Unit> { unit };
        while (chain[^1].ParentId is { } id && units.TryGetValue(id, out var next))
        {
            if (next.Id == unit.Id) return $"{unit.Code} stands above itself. {mend}";
            if (chain.Contains(next)) return null;
            chain.Add(next);
        }

        if (chain.Count > UnitTree.Levels)
            return $"{unit.Code} has {chain.Count - 1} units above it, more than {UnitTree.Levels - 1}. {mend}";
        return chain.Count > 1 && !chain[1].Active ? $"{unit.Code} stands below {chain[1].Code}, which is closed. {mend}" : null;
    }
}
