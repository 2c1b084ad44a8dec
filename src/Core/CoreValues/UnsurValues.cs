namespace Core.CoreValues;

/// <summary>
/// Which behaviour helps most when citizens find an unsur weak. The same table stands in docs/berakhlak.md with its reasons.
/// </summary>
internal static class UnsurValues
{
    /// <summary>The behaviour for each unsur; the other two of its value follow it.</summary>
    public static IReadOnlyDictionary<string, string> Table { get; } = new Dictionary<string, string>
    {
        ["U1"] = "BP1",
        ["U2"] = "AD2",
        ["U3"] = "AD1",
        ["U4"] = "AK3",
        ["U5"] = "KO3",
        ["U6"] = "KO1",
        ["U7"] = "BP2",
        ["U8"] = "KL1",
        ["U9"] = "AK2",
    };

    /// <summary>The behaviour for an unsur.</summary>
    public static Behaviour For(string unsur) => Behaviour.Find(Table[unsur])!;
}
