using Core.Texts;

namespace Core.Units;

/// <summary>
/// The rules of units that stand above others: no circles, a few levels, the upper one open. What the tree means for sums is said in
/// <c>docs/scores.md</c>, for rights in <c>docs/complaints.md</c>.
/// </summary>
internal static class UnitTree
{
    /// <summary>Instansi have dinas, dinas have puskesmas, puskesmas have pustu; more levels are a mistake in the list.</summary>
    public const int Levels = 4;

    /// <summary>Every unit below, each after the one above it. A circle, which only a broken table has, is walked once.</summary>
    public static IReadOnlyList<Unit> Below(Unit unit, Func<Unit, IEnumerable<Unit>> children)
    {
        var (found, seen) = (new List<Unit>(), new HashSet<int> { unit.Id });
        Collect(unit);
        return found;

        void Collect(Unit above)
        {
            foreach (var one in children(above).Where(u => seen.Add(u.Id)))
            {
                found.Add(one);
                Collect(one);
            }
        }
    }

    /// <summary>The units above, the nearest first.</summary>
    public static IReadOnlyList<Unit> Above(Unit unit, Func<Unit, Unit?> parent)
    {
        var found = new List<Unit>();
        for (var next = parent(unit); next is not null && next.Id != unit.Id && !found.Contains(next); next = parent(next)) found.Add(next);
        return found;
    }

    /// <summary>What keeps the unit from standing below the other; null when nothing does.</summary>
    public static LocalizedText? Problem(UnitCatalog units, Unit unit, Unit parent)
    {
        if (parent.Id == unit.Id) return LocalizedText.Of("unit-tree.itself", unit.Code);
        if (!parent.Active) return LocalizedText.Of("unit-tree.closed", parent.Code);
        if (units.Below(unit).Contains(parent)) return LocalizedText.Of("unit-tree.circle", unit.Code, parent.Code);
        var levels = units.Above(parent).Count + 1 + Height(units, unit);
        return levels > Levels ? LocalizedText.Of("unit-tree.deep", parent.Code, Levels) : (LocalizedText?)null;
    }

    /// <summary>How many levels the unit has with those below it: 1 where none is.</summary>
    private static int Height(UnitCatalog units, Unit unit) =>
        1 + units.Below(unit).Select(u => units.Above(u).TakeWhile(a => a.Id != unit.Id).Count() + 1).DefaultIfEmpty(0).Max();
}
