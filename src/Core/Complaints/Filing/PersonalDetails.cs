using System.Text;
using System.Text.RegularExpressions;
using Core.Dialogs.Questions;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>A detail in a text that tells who somebody is.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct PersonalDetail(PersonalDetailKind Kind, int Start, int Length);

/// <summary>Kinds of details that are pointed out and masked; their names are the wordings <c>complaint.detail.KIND</c>.</summary>
internal enum PersonalDetailKind
{
    /// <summary>The 16-digit number of an identity card or a family card.</summary>
    Nik,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>The plate of a vehicle.</summary>
    Plate,

    /// <summary>An e-mail address.</summary>
    Email,
}

/// <summary>Finds NIK, telephone numbers, plates and e-mail addresses in a text, and masks them.</summary>
internal static partial class PersonalDetails
{
    private const char Mask = '●';

    /// <summary>Every detail, in the order of the text; none overlaps another.</summary>
    public static IReadOnlyList<PersonalDetail> In(string text)
    {
        var found = new List<PersonalDetail>();
        Add(found, Email().Matches(text), PersonalDetailKind.Email);
        Add(found, Nik().Matches(text), PersonalDetailKind.Nik);
        Add(found, Phone().Matches(text), PersonalDetailKind.Phone);
        Add(found, Plate().Matches(text), PersonalDetailKind.Plate);
        return [.. found.OrderBy(f => f.Start)];
    }

    /// <summary>The text with its details masked; the last four digits of a number stay, so that its owner knows it again.</summary>
    public static string MaskIn(string text)
    {
        var details = In(text);
        if (details.Count == 0) return text;
        var masked = new StringBuilder(text);
        foreach (var detail in details) Cover(masked, detail);
        return masked.ToString();
    }

    /// <summary>Points the details of what a citizen is about to send out to them; null when there are none.</summary>
    public static Question<bool>? AskToMask(Wording words, string text, string asking = "complaint.has-details")
    {
        var kinds = In(text).Select(d => d.Kind).Distinct().Order().ToList();
        if (kinds.Count == 0) return null;
        var each = kinds.Select(k => words[$"complaint.detail.{k}"]).ToList();
        var names = each.Count == 1 ? each[0] : words["complaint.and", string.Join(", ", each.SkipLast(1)), each[^1]];
        return Ask.Confirm("mask", LocalizedText.Of(asking, names), LocalizedText.Of("complaint.mask", names), "complaint.leave")
            .WithoutWayOut();
    }

    private static void Add(List<PersonalDetail> found, MatchCollection matches, PersonalDetailKind kind)
    {
        foreach (Match match in matches)
            if (!found.Exists(f => f.Start < match.Index + match.Length && match.Index < f.Start + f.Length))
                found.Add(new PersonalDetail(kind, match.Index, match.Length));
    }

    private static void Cover(StringBuilder text, PersonalDetail detail)
    {
        var clear = detail.Kind is PersonalDetailKind.Nik or PersonalDetailKind.Phone ? 4 : 0;
        for (var i = detail.Start + detail.Length - 1; i >= detail.Start; i--)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            if (clear-- > 0) continue;
            text[i] = Mask;
        }
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+")]
    private static partial Regex Email();

    /// <summary>Sixteen digits in one piece, in the groups of the card, or in fours.</summary>
    [GeneratedRegex(@"(?<!\d)(?:\d{16}|\d{6}[ .-]\d{6}[ .-]\d{4}|\d{4}(?:[ .-]\d{4}){3})(?!\d)")]
    private static partial Regex Nik();

    [GeneratedRegex(@"(?<![\d+])(?:\+62[ .-]?|62[ .-]?|0)(?:8\d{1,3}|[2-79]\d{1,2})(?:[ .-]?\d){5,9}(?!\d)")]
    private static partial Regex Phone();

    /// <summary>
    /// A registration area, up to four digits and up to three letters; in small letters only with three or four digits and a two-letter
    /// area.
    /// </summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])(?:(?:A[ABDEG]?|B[ABDEGHKLMNPR]?|D[ABCDEGHKLMNPRST]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGSTY]?|R|S|T|W|Z)[ -]?\d{1,4}[ -]?[A-Z]{1,3}|(?:a[abdeg]|b[abdeghklmnpr]|d[abcdeghklmnprst]|e[abd]|k[bhtu]|p[abgs])[ -]?\d{3,4}[ -]?[a-z]{2,3})(?![\p{L}\d-])")]
    private static partial Regex Plate();
}
