using System.Text.RegularExpressions;
using Core.Complaints.Tracking;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Desk;

/// <summary>
/// Finds complaints by words of their story, place, tags, code and of what was said since. Both vendors cut words alike and take each
/// typed one for the beginning of a word; all must be there. The index is kept by triggers, so what is erased is not found.
/// </summary>
internal static partial class DeskWords
{
    private const int WordsMax = 8;

    /// <summary>The numbers of what has these words; null when nothing was typed that can be found.</summary>
    public static IQueryable<long>? Find(AppDb db, IWordIndex index, string typed) =>
        Cut(typed) is { Count: > 0 } words ? db.Database.SqlQuery<long>(index.Find(words)) : null;

    /// <summary>The beginning of a code as it is stored; null when the words are none.</summary>
    public static string? CodeIn(string typed)
    {
        var plain = string.Concat(typed.ToUpperInvariant().Where(char.IsLetterOrDigit));
        return plain.Length is >= 2 and <= 9 && plain.All(c => TrackingCode.Alphabet.Contains(c)) ? plain : null;
    }

    /// <summary>
    /// The numbers of those whose code begins so: a span of the index of codes, found apart, since to read the code of each that somebody
    /// lists costs a look at its row.
    /// </summary>
    public static IQueryable<long> Coded(AppDb db, string beginning)
    {
        var last = beginning.PadRight(TrackingCode.Length, TrackingCode.Alphabet[^1]);
        return db.Complaints.Where(c => string.Compare(c.Code, beginning) >= 0 && string.Compare(c.Code, last) <= 0).Select(c => c.Id);
    }

    /// <summary>Words as the index has them; what looks like a code in groups is one word.</summary>
    internal static IReadOnlyList<string> Cut(string typed) =>
        [.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(w => Groups().IsMatch(w) && CodeIn(w) is { } code ? [code.ToLowerInvariant()]
                : Between().Split(w.ToLowerInvariant()))
            .Where(w => w.Length > 0).Distinct().Take(WordsMax)];

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Between();

    [GeneratedRegex("^[0-9A-Za-z]{4}-[0-9A-Za-z]{1,4}(-[0-9A-Za-z]?)?$")]
    private static partial Regex Groups();
}
