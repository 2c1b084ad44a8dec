namespace Core.Intents;

/// <summary>Finds the few rules that can fit a message, by a word that each of them needs.</summary>
internal sealed class RuleIndex<T>
{
    private readonly List<(WordPattern Pattern, T Rule)> _all = [];
    private readonly Dictionary<string, List<int>> _byWord = [];

    public void Add(WordPattern pattern, T rule)
    {
        foreach (var word in pattern.Needs)
        {
            if (!_byWord.TryGetValue(word, out var rules)) _byWord[word] = rules = [];
            rules.Add(_all.Count);
        }

        _all.Add((pattern, rule));
    }

    /// <summary>The rules that may fit, in their order.</summary>
    public IReadOnlyList<(WordPattern Pattern, T Rule)> For(IReadOnlyList<Word> words)
    {
        var may = new SortedSet<int>();
        foreach (var word in words) if (_byWord.TryGetValue(word.Form, out var rules)) may.UnionWith(rules);
        return [.. may.Select(i => _all[i])];
    }
}
