namespace Core.Intents;

/// <summary>What Indonesian offices are called in short, and the words in their names that tell nothing.</summary>
internal sealed class ShortNames
{
    private const int ShortestInitials = 3;
    private const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    private readonly Dictionary<string, string> _spelling = [];
    private readonly List<(string[] Words, string[] Shorts)> _commons = [];
    private readonly HashSet<string> _generic = [];
    private readonly HashSet<string> _noise = [];
    private readonly HashSet<string> _joining = [];

    private ShortNames(RuleFile file)
    {
        foreach (var (section, line, _) in file.Lines)
        {
            var halves = line.Split('=', StringSplitOptions.TrimEntries);
            var values = halves[^1].Split(section is "generic" or "noise" or "joining" ? ' ' : ',', Tidy);
            if (section == "generic") _generic.UnionWith(values);
            else if (section == "noise") _noise.UnionWith(values);
            else if (section == "joining") _joining.UnionWith(values);
            else if (section == "spelling") foreach (var value in values) _spelling[value] = halves[0];
            else _commons.Add(([.. CutWords.Of(halves[0])], values));
        }
    }

    public static ShortNames Shipped() => new(RuleFile.Shipped("office-names.txt"));

    /// <summary>The word as names have it.</summary>
    public string Spelled(string word) => _spelling.GetValueOrDefault(word, word);

    /// <summary>Whether nearly every office has the word in its name.</summary>
    public bool IsGeneric(string word) => _generic.Contains(word);

    /// <summary>Whether the word names nothing.</summary>
    public bool IsNoise(string word) => word == Word.End || _noise.Contains(word);

    /// <summary>Every way to name the thing, each as its words.</summary>
    public IEnumerable<string[]> PhrasesOf(NamedThing thing)
    {
        var name = CutWords.Of(thing.Name);
        yield return [.. name.Where(word => !IsNoise(word) && !_joining.Contains(word))];
        yield return [.. CutWords.Of(thing.Code)];
        foreach (var alias in thing.Aliases) yield return [.. CutWords.Of(alias)];
        foreach (var (words, shorts) in _commons)
            if (words.All(name.Contains)) foreach (var known in shorts) yield return [.. CutWords.Of(known)];
        foreach (var initials in Initials(name)) yield return [initials];
    }

    /// <summary>"DPMPTSP" for the whole name, "pdk" for "Pendidikan dan Kebudayaan".</summary>
    private IEnumerable<string> Initials(List<string> name)
    {
        var telling = name.Where(word => !_joining.Contains(word)).ToList();
        string[] all = [Of(name), Of(telling), Of(name.SkipWhile(IsGeneric)), Of(telling.SkipWhile(IsGeneric))];
        return all.Where(initials => initials.Length >= ShortestInitials);

        static string Of(IEnumerable<string> words) => string.Concat(words.Select(word => word[0]));
    }
}
