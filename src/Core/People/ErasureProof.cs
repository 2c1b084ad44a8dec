using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Core.People;

/// <summary>
/// The proof of an erasure, such as <c>HPS-261126-7F3A91-0C44D1E2B7</c>: its day, a number of its own, and a seal that only this
/// instansi's secret makes. Nothing has to be kept to check it, and it names nobody.
/// </summary>
internal static class ErasureProof
{
    /// <summary>What every proof begins with.</summary>
    public const string Prefix = "HPS-";

    private const string DayForm = "yyMMdd";

    /// <summary>The proof of the erasure of this person at this moment.</summary>
    public static string Make(SecretKey secret, long person, DateTimeOffset now, DateOnly day)
    {
        var number = secret.Hash("erasure", $"{person} {now.ToUnixTimeMilliseconds()}")[..6];
        var what = $"{day.ToString(DayForm, CultureInfo.InvariantCulture)}-{number}".ToUpperInvariant();
        return $"{Prefix}{what}-{Seal(secret, what)}";
    }

    /// <summary>Whether the text wants to be a proof.</summary>
    public static bool LooksLike(string? typed) => typed?.Trim().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The day of the erasure that a typed proof is about; null when the proof is none of ours.</summary>
    public static DateOnly? Read(SecretKey secret, string typed)
    {
        var parts = typed.Trim().ToUpperInvariant().Split('-');
        if (parts.Length != 4 || !DateOnly.TryParseExact(parts[1], DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var seal = Seal(secret, $"{parts[1]}-{parts[2]}");
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(seal), Encoding.UTF8.GetBytes(parts[3])) ? day : null;
    }

    private static string Seal(SecretKey secret, string what) => secret.Hash("erasure-proof", what)[..10].ToUpperInvariant();
}
