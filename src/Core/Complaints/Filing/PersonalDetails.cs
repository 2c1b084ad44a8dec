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
    private const int ClearDigits = 4;
    private const int PieceMax = 40;
    private const int PiecesShown = 5;

    /// <summary>Every detail, in the order of the text; none overlaps another.</summary>
    public static IReadOnlyList<PersonalDetail> In(string text)
    {
        var found = new List<PersonalDetail>();
        Add(found, Places(Email().Matches(text)), PersonalDetailKind.Email);
        Add(found, Places(Nik().Matches(text)), PersonalDetailKind.Nik);
        Add(found, FindPhones.In(text), PersonalDetailKind.Phone);
        Add(found, FindPlates.In(text), PersonalDetailKind.Plate);
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

    /// <summary>Points each detail of what a citizen is about to send out to them, piece by piece; null when there are none.</summary>
    public static Question<bool>? AskToMask(Wording words, string text, string asking = "complaint.has-pieces", string key = "mask")
    {
        var details = In(text);
        if (details.Count == 0) return null;
        var pieces = details.Take(PiecesShown).Select(d => words["complaint.piece", Piece(text, d), words[$"complaint.detail.{d.Kind}"]]);
        var all = string.Join('\n', pieces);
        if (details.Count > PiecesShown) all += "\n" + words["complaint.more-pieces", details.Count - PiecesShown];
        return Ask.Confirm(key, LocalizedText.Of(asking, all), details.Count == 1 ? "complaint.mask-it" : "complaint.mask-them",
            "complaint.leave").WithoutWayOut().Because("why.mask");
    }

    /// <summary>The very piece of the text; of a number its first and last digits.</summary>
    private static string Piece(string text, PersonalDetail detail)
    {
        var piece = text.Substring(detail.Start, detail.Length);
        var digits = string.Concat(piece.Where(char.IsAsciiDigit));
        return detail.Kind is PersonalDetailKind.Nik or PersonalDetailKind.Phone
            ? $"{digits[..ClearDigits]}…{digits[^ClearDigits..]}"
            : Characters.Short(piece, PieceMax);
    }

    private static IEnumerable<(int Start, int Length)> Places(MatchCollection matches) => matches.Select(m => (m.Index, m.Length));

    private static void Add(List<PersonalDetail> found, IEnumerable<(int Start, int Length)> places, PersonalDetailKind kind)
    {
        foreach (var (start, length) in places)
            if (!found.Exists(f => f.Start < start + length && start < f.Start + f.Length))
                found.Add(new PersonalDetail(kind, start, length));
    }

    private static void Cover(StringBuilder text, PersonalDetail detail)
    {
        var clear = detail.Kind is PersonalDetailKind.Nik or PersonalDetailKind.Phone ? ClearDigits : 0;
        for (var i = detail.Start + detail.Length - 1; i >= detail.Start; i--)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            if (clear-- > 0) continue;
            text[i] = Mask;
        }
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+")]
    private static partial Regex Email();

    /// <summary>
    /// Sixteen digits in one piece or in the groups in which people write them down; a sum of money or the number of a tax object has
    /// other groups.
    /// </summary>
    [GeneratedRegex(@"(?<!\d)(?<!\d[.,])(?:\d{16}|\d{6}[ .-]\d{6}[ .-]\d{4}|\d{4}(?:[ .-]\d{4}){3}|\d{8}[ .-]\d{8}|\d{6}[ .-]\d{10}|\d{12}[ .-]\d{4}|\d\d[ .-]\d\d[ .-]\d\d[ .-]\d{6}[ .-]\d{4}|\d\d(?:[ .-]\d\d){5}[ .-]\d{4})(?!\d)(?![.,]\d)")]
    private static partial Regex Nik();
}
