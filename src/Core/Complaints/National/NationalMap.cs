using System.Globalization;
using Core.Complaints.Desk;
using Core.Complaints.Handling;

namespace Core.Complaints.National;

/// <summary>What a line of the map speaks of.</summary>
internal enum MapKind
{
    /// <summary>A category (<c>kategori</c>).</summary>
    Category,

    /// <summary>A unit, by its code (<c>unit</c>).</summary>
    Unit,

    /// <summary>A class (<c>jenis</c>).</summary>
    Class,

    /// <summary>A body that must handle what is not ours (<c>badan</c>).</summary>
    Body,

    /// <summary>
    /// Who has what is berkadar pengawasan (<c>pengawasan</c>): the inspectorate or, of the inspectorate itself, the head of the instansi.
    /// </summary>
    Supervisor,
}

/// <summary>
/// Their numbers for what is ours: a line each, <c>what,code,number</c>; the code <c>*</c> stands for every other one. What else stands on
/// a line is for people.
/// </summary>
internal sealed class NationalMap
{
    private const string Any = "*";

    private static readonly Dictionary<string, MapKind> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["kategori"] = MapKind.Category,
        ["unit"] = MapKind.Unit,
        ["jenis"] = MapKind.Class,
        ["badan"] = MapKind.Body,
        ["pengawasan"] = MapKind.Supervisor,
    };

    private static readonly Dictionary<ComplaintClass, string> Classes = new()
    {
        [ComplaintClass.Ordinary] = "pengaduan",
        [ComplaintClass.Supervisory] = "pengaduan-pengawasan",
        [ComplaintClass.Aspiration] = "aspirasi",
        [ComplaintClass.Information] = "permintaan-informasi",
    };

    private const string Inspectorate = "inspektorat";
    private const string Head = "kepala";

    private readonly Dictionary<(MapKind, string), int> _numbers = [];

    /// <summary>The map of the settings; empty while it is switched off.</summary>
    public static NationalMap Of(NationalOptions options) =>
        options.On && File.Exists(options.MappingFile) ? Read(File.ReadAllText(options.MappingFile)).Map : new NationalMap();

    /// <summary>Their number; null where neither the code nor <c>*</c> has one.</summary>
    public int? Find(MapKind kind, string? code)
    {
        if (code is not null && _numbers.TryGetValue((kind, code.ToLowerInvariant()), out var number)) return number;
        return _numbers.TryGetValue((kind, Any), out var other) ? other : null;
    }

    /// <summary>Their number of a class; berkadar pengawasan without a line of its own is a complaint.</summary>
    public int? Find(ComplaintClass kind) => Find(MapKind.Class, Classes[kind])
        ?? (kind == ComplaintClass.Supervisory ? Find(ComplaintClass.Ordinary) : null);

    /// <summary>
    /// Their number of whoever handles it. What is berkadar pengawasan never has the number of a unit, which is the accused one's: without
    /// a line of its own it has none and stays here.
    /// </summary>
    public int? Handler(Complaint complaint, string? unit) => complaint.Class == ComplaintClass.Supervisory
        ? Find(MapKind.Supervisor, complaint.OfInspectorate ? Head : Inspectorate) : Find(MapKind.Unit, unit);

    /// <summary>Reads a file; every problem names its line.</summary>
    public static (NationalMap Map, IReadOnlyList<string> Problems) Read(string text)
    {
        var (map, problems) = (new NationalMap(), new List<string>());
        foreach (var (line, at) in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select((l, i) => (l.Trim(), i + 1)))
            if (line.Length > 0 && line[0] != '#' && map.Add(line, at == 1) is { } problem) problems.Add($"line {at}: {problem}");
        return (map, [.. problems, .. map.Missing()]);
    }

    private string? Add(string line, bool first)
    {
        var cells = line.Split([',', ';', '\t']).Select(c => c.Trim().Trim('"')).ToArray();
        if (first && cells[0].Equals("apa", StringComparison.OrdinalIgnoreCase)) return null;
        if (cells.Length < 3) return "write what, code and number, such as kategori,jalan,15.";
        if (!Names.TryGetValue(cells[0], out var kind)) return $"\"{cells[0]}\" is none of {string.Join(", ", Names.Keys)}.";
        if (!IsCode(kind, cells[1])) return $"there is no {cells[0]} \"{cells[1]}\".";
        if (!int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            return $"\"{cells[2]}\" is no number of theirs.";
        return _numbers.TryAdd((kind, cells[1].ToLowerInvariant()), number) ? null : $"{cells[0]} {cells[1]} stands twice.";
    }

    /// <summary>Units live in the database and are not known here.</summary>
    private static bool IsCode(MapKind kind, string code) => (code == Any && kind != MapKind.Supervisor) || kind switch
    {
        MapKind.Supervisor => code.ToLowerInvariant() is Inspectorate or Head,
        MapKind.Category => Categories.Find(code.ToLowerInvariant()) is not null,
        MapKind.Class => Classes.ContainsValue(code.ToLowerInvariant()),
        MapKind.Body => OtherBodies.All.Any(b => b.Code.Equals(code, StringComparison.OrdinalIgnoreCase)),
        _ => code.Length > 0,
    };

    /// <summary>Every complaint must have all its numbers, or it would be refused when somebody sends it.</summary>
    private IEnumerable<string> Missing()
    {
        foreach (var (name, kind) in Names.Where(n => n.Value is not (MapKind.Class or MapKind.Supervisor) && Find(n.Value, null) is null))
            yield return $"a line \"{name},*,NUMBER\" for every other {name} is missing.";
        foreach (var of in new[] { ComplaintClass.Ordinary, ComplaintClass.Aspiration, ComplaintClass.Information })
            if (Find(of) is null) yield return $"a line \"jenis,{Classes[of]},NUMBER\" is missing.";
    }
}
