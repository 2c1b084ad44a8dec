using System.Globalization;

namespace Core.Membership.Profiles;

/// <summary>
/// A civil servant's number of 18 digits: birth date, year of appointment, then the month of appointment (PNS) or a contract
/// code from 21 on (PPPK), sex, serial (Perka BKN 22/2007). It tells birth date and sex, so it is personal data.
/// </summary>
internal readonly record struct Nip(string Digits)
{
    private const int Length = 18;
    private const int YoungestYears = 15;

    /// <summary>Whether it is an NI PPPK.</summary>
    public bool IsPppk => Part(12, 2) > 12;

    /// <summary>As people other than its owner may see it: neither birth date nor sex can be read.</summary>
    public string Masked => new string('●', Length - 3) + Digits[^3..];

    /// <summary>Reads it with or without spaces; null with the wording that explains what is wrong.</summary>
    public static Nip? Parse(string typed, DateOnly today, out string? problem)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));
        problem = Problem(digits, today);
        return problem is null ? new Nip(digits) : null;
    }

    private static string? Problem(string digits, DateOnly today)
    {
        if (!digits.All(char.IsAsciiDigit)) return "nip.only-digits";
        if (digits.Length != Length) return "nip.length";
        var nip = new Nip(digits);
        if (!DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            return "nip.birth-date";
        if (born.Year < 1930 || born.AddYears(YoungestYears) > today) return "nip.birth-date";
        if (nip.Part(8, 4) < born.Year + YoungestYears || nip.Part(8, 4) > today.Year + 1) return "nip.year";
        if (nip.Part(12, 2) is not ((>= 1 and <= 12) or (>= 21 and <= 29))) return "nip.month";
        if (nip.Part(14, 1) is not (1 or 2)) return "nip.sex";
        return nip.Part(15, 3) == 0 ? "nip.serial" : null;
    }

    private int Part(int start, int length) => int.Parse(Digits.AsSpan(start, length), CultureInfo.InvariantCulture);
}
