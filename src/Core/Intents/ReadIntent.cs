namespace Core.Intents;

/// <summary>What was read from somebody's words.</summary>
/// <param name="Intent">The likeliest intent.</param>
/// <param name="Score">0 to 100: from <see cref="SureFrom"/> on it may be acted upon if nothing else comes near.</param>
/// <param name="Sure">Whether to act; otherwise ask.</param>
/// <param name="Why">The rule that said so, such as <c>indonesian.txt:120</c>, for whoever wonders.</param>
internal sealed record ReadIntent(Intent Intent, int Score, bool Sure, string Why)
{
    /// <summary>The lowest score that may be acted upon.</summary>
    public const int SureFrom = 75;

    /// <summary>The reason of what fits no rule and is only long.</summary>
    internal const string Long = "long";

    /// <summary>Nothing was understood.</summary>
    internal static readonly ReadIntent Nothing = new(Intent.Unknown, 0, false, "");

    /// <summary>Another intent that is nearly as likely: ask which of the two.</summary>
    public Intent? Or { get; init; }

    /// <summary>The words that the rule did not need, as they were written: what to look up in the index of names.</summary>
    public string Rest { get; init; } = "";

    /// <summary>It resembles hardly anything else, though no rule is sure of it.</summary>
    public bool IsClear { get; init; }

    /// <summary>It is taken for a story because it is long, and for nothing else.</summary>
    public bool IsOnlyLong => Why == Long;

    /// <summary>The code of a complaint that stands in the words, in plain form.</summary>
    public string? Code { get; init; }

    /// <summary>Something was written that looks like a code but is none: a character is wrong.</summary>
    public bool MistypedCode => Typo is not null;

    /// <summary>That something, in plain form; null when there is none.</summary>
    public string? Typo { get; init; }

    /// <summary>The language the words are written in, as far as a rule told; else null.</summary>
    public string? Language { get; init; }

    /// <summary>Somebody is in danger: say the number before anything else. It can stand beside any intent.</summary>
    public DangerKind? Danger { get; init; }
}
