using Core.Calendar;
using Core.Dialogs.Questions;
using Core.Skm;
using Core.Texts;
using Core.Units;

namespace Core.Statistics;

/// <summary>What a person typed after a command about figures, in any order: a unit, a period, further words.</summary>
internal sealed record StatisticsQuery(Period? Period, IReadOnlyList<Unit> Found, bool Whole, IReadOnlySet<string> Flags, string? Unknown)
{
    private static readonly string[] All = ["semua", "instansi", "all", "seluruh"];

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["layanan"] = "services",
        ["service"] = "services",
        ["services"] = "services",
        ["per"] = "",
        ["pilih"] = "choose",
        ["kartu"] = "card",
        ["card"] = "card",
        ["diumumkan"] = "announced",
        ["isi"] = "fill",
        ["fill"] = "fill",
        ["pemdi"] = "pemdi",
        ["ombudsman"] = "visit",
        ["csv"] = "csv",
        ["xlsx"] = "xlsx",
        ["excel"] = "xlsx",
        ["skm"] = "national",
        ["rapor"] = "year",
        ["daftar"] = "list",
        ["unit"] = "",
    };

    /// <summary>Reads the words among the units that the person may see; one that fits none of them is named.</summary>
    public static StatisticsQuery Read(string? typed, IReadOnlyList<Unit> units, Month thisMonth)
    {
        var words = (typed ?? "").Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var exact = words.Select(w => units.FirstOrDefault(u => Is(u, w))).FirstOrDefault(u => u is not null);
        var left = exact is null ? words : [.. words.Where(w => !Is(exact, w))];
        var (period, others) = ReadPeriod.In(left, thisMonth);
        var flags = others.Where(Known.ContainsKey).Select(w => Known[w]).Where(f => f.Length > 0).ToHashSet();
        var rest = others.Where(w => !Known.ContainsKey(w)).ToList();
        if (rest.Contains("instansi", StringComparer.OrdinalIgnoreCase)) flags.Add("together");
        var whole = rest.RemoveAll(w => All.Contains(w, StringComparer.OrdinalIgnoreCase)) > 0;
        if (exact is not null) return new(period, [exact], false, flags, rest.FirstOrDefault());
        if (rest.Count == 0) return new(period, [], whole, flags, null);
        var found = units.Where(u => rest.All(w => Holds(u, w))).ToList();
        return new(period, found, whole, flags, found.Count == 0 ? string.Join(' ', rest) : null);
    }

    /// <summary>A choice of units by buttons or typing.</summary>
    public static SearchQuestion<Unit> Ask(IReadOnlyList<Unit> among) =>
        Core.Dialogs.Questions.Ask.Search("unit", "statistics.which-unit",
            among.Select(u => new Option<Unit>(u.Code, LocalizedText.Literal(u.Name), u)));

    private static bool Is(Unit unit, string word) =>
        unit.Code.Equals(word, StringComparison.OrdinalIgnoreCase)
            || (unit.ShortName?.Equals(word, StringComparison.OrdinalIgnoreCase) ?? false);

    private static bool Holds(Unit unit, string word) =>
        word.Length > 1 && $"{unit.Code} {unit.ShortName} {unit.Name}".Contains(word, StringComparison.OrdinalIgnoreCase);
}
