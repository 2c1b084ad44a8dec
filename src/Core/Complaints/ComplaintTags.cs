using System.Text.RegularExpressions;

namespace Core.Complaints;

/// <summary>Words and numbers by which a desk sorts what it has: what is typed is brought into one shape.</summary>
internal static partial class ComplaintTags
{
    private const int Most = 8;

    /// <summary>As they are stored, each between commas; null for none.</summary>
    public static string? Of(string? typed)
    {
        var tags = (typed ?? "").ToLowerInvariant().Split([',', ' ', '#', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => NoTag().Replace(t, "")).Where(t => t.Length is > 1 and <= 30).Distinct().Take(Most).ToList();
        return tags.Count == 0 ? null : $",{string.Join(',', tags)},";
    }

    /// <summary>One by one.</summary>
    public static IReadOnlyList<string> List(string? stored) => stored?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Whether it can be a Tracking ID of SP4N-LAPOR!.</summary>
    public static bool IsNationalId(string id) => NationalShape().IsMatch(id);

    [GeneratedRegex(@"[^\p{L}\p{Nd}_-]")]
    private static partial Regex NoTag();

    [GeneratedRegex("^[A-Za-z0-9-]{1,30}$")]
    private static partial Regex NationalShape();
}
