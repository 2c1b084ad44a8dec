namespace Core.Intents;

/// <summary>What kind of danger somebody writes of, which decides whom to call.</summary>
internal enum DangerKind
{
    /// <summary>An accident, somebody hurt, trapped or unconscious (112).</summary>
    Emergency,

    /// <summary>Fire (113).</summary>
    Fire,

    /// <summary>Violence or a crime that happens (110).</summary>
    Police,

    /// <summary>Somebody who wants to die (119, extension 8).</summary>
    MentalHealth,
}

/// <summary>
/// Finds danger in words. A needless number costs a line that is read over, a missed one may cost a life: when in doubt it finds some.
/// </summary>
internal static class DangerReader
{
    private static readonly Word Aside = new("", "", false, false);

    /// <summary>The danger that the rules of any language find; wanting to die goes before everything else.</summary>
    public static DangerKind? Read(IEnumerable<(LanguageRules Language, List<Word> Words)> readings)
    {
        DangerKind? found = null;
        foreach (var (language, words) in readings)
            if (Read(language, [.. words]) is { } danger && (found is null || danger == DangerKind.MentalHealth)) found = danger;
        return found;
    }

    private static DangerKind? Read(LanguageRules language, List<Word> words)
    {
        var taken = new bool[words.Count];
        foreach (var (harmless, _) in language.Harmless.For(words))
            while (harmless.Fits(words, taken) && PutAside(words, taken)) { }
        DangerKind? found = null;
        foreach (var (pattern, kind) in language.Dangers.For(words))
            if ((found is null || kind == DangerKind.MentalHealth) && pattern.Fits(words, taken)) found = kind;
        return found;
    }

    /// <summary>Whether there was anything to put aside: a pattern that fits without a word would fit for ever.</summary>
    private static bool PutAside(List<Word> words, bool[] taken)
    {
        for (var i = 0; i < words.Count; i++) if (taken[i]) words[i] = Aside;
        return taken.Contains(true);
    }
}
