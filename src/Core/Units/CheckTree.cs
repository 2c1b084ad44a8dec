using Core.Texts;

namespace Core.Units;

/// <summary>Says what is wrong with the units above others that a list names, by line and cell.</summary>
internal static class CheckTree
{
    /// <summary>In the column of the unit above: there is none any more.</summary>
    public const string None = "-";

    /// <summary>What is wrong, in the order of the lines. Units that only the database knows count where they are given.</summary>
    /// <param name="lines">The list.</param>
    /// <param name="known">The units that are there already; null where nobody has looked yet.</param>
    public static IEnumerable<(int Line, LocalizedText What)> Wrong(IReadOnlyList<UnitLine> lines, IReadOnlyCollection<Unit>? known)
    {
        var named = lines.Where(l => l.Parent is not null).GroupBy(l => l.UnitCode).Select(g => g.First()).ToList();
        var above = Above(named, known);
        var open = lines.Select(l => l.UnitCode).Concat((known ?? []).Where(u => u.Active).Select(u => u.Code)).ToHashSet();
        foreach (var line in named.Where(l => l.Parent != None))
            if (Problem(line, above, open, known) is { } problem) yield return (line.Line, problem);
    }

    /// <summary>The unit above each one, as it will be: the list's word before the database's.</summary>
    private static Dictionary<string, string> Above(List<UnitLine> named, IReadOnlyCollection<Unit>? known)
    {
        var codes = (known ?? []).ToDictionary(u => u.Id, u => u.Code);
        var above = (known ?? []).Where(u => u.ParentId is { } id && codes.ContainsKey(id))
            .ToDictionary(u => u.Code, u => codes[u.ParentId!.Value]);
        foreach (var line in named)
        {
            if (line.Parent == None) above.Remove(line.UnitCode);
            else above[line.UnitCode] = line.Parent!;
        }

        return above;
    }

    private static LocalizedText? Problem(UnitLine line, Dictionary<string, string> above, HashSet<string> open,
        IReadOnlyCollection<Unit>? known)
    {
        var (code, parent) = (line.UnitCode, line.Parent!);
        if (parent == code) return LocalizedText.Of("unit-tree.itself", code);
        if (!open.Contains(parent) && known is not null)
            return LocalizedText.Of(known.Any(u => u.Code == parent) ? "unit-tree.closed" : "unit-tree.unknown", parent);
        var chain = new List<string> { code };
        while (above.TryGetValue(chain[^1], out var next))
        {
            if (next == code) return LocalizedText.Of("unit-tree.circle", code, parent);
            if (chain.Contains(next)) return null; // the circle is of others above, and is said there
            chain.Add(next);
        }

        return chain.Count > UnitTree.Levels ? LocalizedText.Of("unit-tree.deep", parent, UnitTree.Levels) : (LocalizedText?)null;
    }
}
