using Core.Intents;
using Core.Messaging;

namespace Core.Complaints.Tracking;

/// <summary>The words after <c>/cek</c> or <c>/tugas</c>: a code, however spaced, and perhaps what to do and with what.</summary>
internal sealed record CodeAsked(string Code, string Act, string Rest)
{
    /// <summary>Null when nothing was asked.</summary>
    public static CodeAsked? Of(string? text, IReadOnlyCollection<string> acts)
    {
        var words = Command.WordsOf(text);
        if (words.Length == 0) return null;
        var at = Array.FindIndex(words, w => acts.Contains(w.ToLowerInvariant()));
        if (at < 0) return new CodeAsked(CodeIn(words), "", "");
        return new CodeAsked(CodeIn(words[..at]), words[at].ToLowerInvariant(), string.Join(' ', words[(at + 1)..]));
    }

    /// <summary>The code, also with words around it: "kode saya K7QF-3MXW-E", the address of its page.</summary>
    private static string CodeIn(string[] words)
    {
        var whole = string.Concat(words);
        if (TrackingCode.Parse(whole, out _) != TrackingCode.Reading.None) return whole;
        return CodeInWords.Find(string.Join(' ', words), TrackingCode.Judge, out var code) == CodeShape.None ? whole : code;
    }
}
