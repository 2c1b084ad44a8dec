using System.Security.Cryptography;
using System.Text;
using Core.Intents;

namespace Core.Complaints.Tracking;

/// <summary>
/// The code of a complaint, such as <c>K7QF-3MXW-E</c>: eight characters by chance and a check character that notices every
/// mistyped and every swapped one. Read aloud it has no I, L, O, S or U, which are taken for 1, 1, 0, 5 and V.
/// </summary>
internal static class TrackingCode
{
    /// <summary>31 characters, a prime, so that no two neighbours can be swapped unnoticed.</summary>
    internal const string Alphabet = "0123456789ABCDEFGHJKMNPQRTVWXYZ";

    internal const int Length = 9;

    /// <summary>What was made of something typed.</summary>
    public enum Reading
    {
        /// <summary>A code; whether it is anybody's is another question.</summary>
        Good,

        /// <summary>It has the shape of a code, but a character is wrong.</summary>
        Mistyped,

        /// <summary>It is no code.</summary>
        None,
    }

    /// <summary>A code of eight drawn numbers below 31.</summary>
    internal static string Make(Func<int, int> draw)
    {
        var code = new StringBuilder(Length);
        for (var i = 0; i < Length - 1; i++) code.Append(Alphabet[draw(Alphabet.Length)]);
        return code.Append(Check(code.ToString())).ToString();
    }

    /// <summary>Reads a code as people type it: any case, with or without spaces and dashes.</summary>
    public static Reading Parse(string? typed, out string code)
    {
        code = "";
        if (typed is null || typed.Length > 40) return Reading.None;
        var plain = new StringBuilder(Length);
        foreach (var c in typed)
            if (!char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '.' or '_' or '#')) plain.Append(Meant(c));
        code = plain.ToString();
        if (code.Length != Length || code.Any(c => !Alphabet.Contains(c))) return Reading.None;
        return code[^1] == Check(code[..^1]) ? Reading.Good : Reading.Mistyped;
    }

    /// <summary>The same judgment for whoever looks for a code in words, which knows nothing of complaints.</summary>
    public static CodeShape Judge(string typed, out string code) => Parse(typed, out code) switch
    {
        Reading.Good => CodeShape.Good,
        Reading.Mistyped => CodeShape.Mistyped,
        _ => CodeShape.None,
    };

    /// <summary>The code as people read it, in groups.</summary>
    public static string Show(string code) => code.Length == Length ? $"{code[..4]}-{code[4..8]}-{code[8..]}" : code;

    private static char Meant(char c) =>
        char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', 'S' => '5', 'U' => 'V', var same => same };

    private static char Check(string eight)
    {
        var sum = 0;
        for (var i = 0; i < eight.Length; i++) sum += (i + 2) * Alphabet.IndexOf(eight[i]);
        return Alphabet[sum % Alphabet.Length];
    }
}

/// <summary>Draws codes that nobody can guess.</summary>
/// <param name="draw">A number by chance, below the given one.</param>
internal sealed class DrawCodes(Func<int, int> draw)
{
    /// <summary>Draws from the system's secure source.</summary>
    public DrawCodes() : this(RandomNumberGenerator.GetInt32)
    {
    }

    /// <summary>A new code.</summary>
    public string Next() => TrackingCode.Make(draw);
}
