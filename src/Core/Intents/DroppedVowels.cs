namespace Core.Intents;

/// <summary>"lprkn" for "laporkan": how people write who leave out what can be guessed.</summary>
internal static class DroppedVowels
{
    private const int Shortest = 4;
    private const string Vowels = "aeiou";

    /// <summary>Whether the written word is the known one without most of its vowels, and nothing else is left out.</summary>
    public static bool Of(string written, string known)
    {
        if (written.Length < Shortest || written.Length >= known.Length || written[0] != known[0]) return false;
        if (written.Skip(1).Count(c => Vowels.Contains(c)) > 1) return false;
        var at = 0;
        foreach (var letter in known)
            if (at < written.Length && written[at] == letter) at++;
            else if (!Vowels.Contains(letter)) return false;
        return at == written.Length;
    }
}
