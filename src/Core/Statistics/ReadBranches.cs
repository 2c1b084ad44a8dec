using Core.Calendar;
using Core.Complaints;
using Core.Units;

namespace Core.Statistics;

/// <summary>Reads what units with others below them show together: scores and numbers of complaints.</summary>
internal sealed class ReadBranches(ReadScores scores, UnitCatalog units, ComplaintFigures complaints)
{
    /// <summary>The unit together with those below it; null where no open unit is below.</summary>
    public async Task<BranchScore?> Of(Unit unit, Month from, Month to)
    {
        if (units.ChildrenOf(unit).Count == 0) return null;
        return Made(unit, (await scores.OfUnits(from, to)).ToDictionary(s => s.Unit.Id));
    }

    /// <summary>Every unit that has others below it, by name.</summary>
    public async Task<IReadOnlyList<BranchScore>> All(Month from, Month to)
    {
        var above = units.Active.Where(u => units.ChildrenOf(u).Count > 0).ToList();
        if (above.Count == 0) return [];
        var all = (await scores.OfUnits(from, to)).ToDictionary(s => s.Unit.Id);
        return [.. above.OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase).Select(u => Made(u, all))];
    }

    /// <summary>The same of one unit for each of the months; none where no open unit is below.</summary>
    public async Task<IReadOnlyList<BranchScore>> ByMonth(Unit unit, Month from, Month to)
    {
        if (units.ChildrenOf(unit).Count == 0) return [];
        return [.. (await scores.OfEachMonth(from, to)).Select(month => Made(unit, month.ToDictionary(s => s.Unit.Id)))];
    }

    /// <summary>The numbers of complaints about the unit and those below it together; null where no open unit is below.</summary>
    public async Task<UnitComplaints?> Complaints(Unit unit, DateOnly from, DateOnly to) => units.ChildrenOf(unit).Count == 0 ? null
        : await complaints.Together([unit.Id, .. units.Below(unit).Select(u => u.Id)], from, to);

    private BranchScore Made(Unit unit, Dictionary<int, UnitScore> all) => BranchScore.Of(unit,
        [.. units.Below(unit).Prepend(unit).Select(u => all.GetValueOrDefault(u.Id)).OfType<UnitScore>()
            .Where(m => m.Unit.Active || m.Respondents > 0)], scores.Options);
}
