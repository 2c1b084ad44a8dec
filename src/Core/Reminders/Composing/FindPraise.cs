using System.Text.RegularExpressions;

namespace Core.Reminders.Composing;

/// <summary>
/// Tells a citizen's word of praise from any other by its words. It rather lets one go than take a complaint, or a word about one person,
/// for praise.
/// </summary>
internal static partial class FindPraise
{
    private const int Shortest = 12;
    private const int Longest = 160;

    /// <summary>Whether it is one that a whole unit may read.</summary>
    public static bool Is(string comment) => comment.Length is >= Shortest and <= Longest && Good().IsMatch(comment)
        && !But().IsMatch(comment) && !Somebody().IsMatch(comment);

    [GeneratedRegex(@"\b(terima ?kasih|makasih|ramah|cepat|cekatan|membantu|terbantu|dibantu|puas|memuaskan|bagus|jelas|rapi|bersih|nyaman|" +
        @"mudah|sopan|sabar|mantap|thank|thanks|friendly|helpful|quick|fast|clean|kind)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Good();

    /// <summary>Anything that limits, asks or blames.</summary>
    [GeneratedRegex(@"\b(tidak|tak|tdk|ga|gak|nggak|enggak|kurang|belum|blm|jangan|tapi|tetapi|namun|hanya|cuma|sayang\w*|lama|lambat|" +
        @"antre\w*|antri\w*|mahal|pungli|bayar|calo|semoga|mohon|tolong|harap\w*|agar|supaya|sebaiknya|seharusnya|harus|lebih|perlu|" +
        @"kecewa|jelek|buruk|parah|sulit|susah|ribet|bingung|marah|kasar|jutek|not|no|but|never|slow|please|should|more|less|rude|" +
        @"although|however|only|bad)\b|\?|\d", RegexOptions.IgnoreCase)]
    private static partial Regex But();

    /// <summary>Titles that a name follows: praise of one person is not the unit's.</summary>
    [GeneratedRegex(@"\b(?i:pak|bapak|bu|ibu|mas|mbak|mba|bang|kak|uda|uni|dr|dokter|bidan|suster|saudara|saudari|mr|mrs|ms)\.? +\p{Lu}",
        RegexOptions.None)]
    private static partial Regex Somebody();
}
