using System.Collections.Frozen;

namespace Core.Ratings;

/// <summary>Every version of the questions that this installation knows: those shipped, and those in a folder of its own.</summary>
internal sealed class Instruments
{
    /// <summary>The questions of the regulation's own sample questionnaire.</summary>
    public const string Official = "permenpan-14-2017";

    private const string Embedded = "Core.Ratings.Data.";
    private readonly FrozenDictionary<string, Instrument> _byId;

    private Instruments(IEnumerable<Instrument> all, string current)
    {
        _byId = all.ToFrozenDictionary(i => i.Id);
        Current = Find(current)
            ?? throw new FormatException($"No instrument \"{current}\"; there are: {string.Join(", ", _byId.Keys.Order())}.");
    }

    /// <summary>The one that new ratings are asked by.</summary>
    public Instrument Current { get; }

    /// <summary>Reads the shipped instruments and every <c>*.json</c> of the folder; a faulty or repeated one stops the start.</summary>
    public static Instruments Load(string current = Official, string? folder = null)
    {
        var all = Shipped().Concat(InFolder(folder)).ToList();
        if (all.GroupBy(i => i.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"Instrument \"{twice.Key}\" stands twice.");
        return new Instruments(all, current);
    }

    /// <summary>The instrument of a stored rating; null when its file is no longer there.</summary>
    public Instrument? Find(string id) => _byId.GetValueOrDefault(id);

    private static IEnumerable<Instrument> Shipped()
    {
        var assembly = typeof(Instruments).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Embedded, StringComparison.Ordinal)))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Instrument.Parse(text.ReadToEnd(), name[Embedded.Length..]);
        }
    }

    private static IEnumerable<Instrument> InFolder(string? folder) =>
        string.IsNullOrEmpty(folder) ? [] : Directory.GetFiles(folder, "*.json").Order()
            .Select(f => Instrument.Parse(File.ReadAllText(f), f));
}
