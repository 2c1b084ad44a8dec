using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>A place that comes to a complaint after it was filed: it has no field of its own then, and stands below the words.</summary>
internal static class PlaceWords
{
    public static string Below(string words, Place? place, Wording wording) =>
        Below(words, place is { } point ? ComplaintSheet.PlaceOf(point) : "", wording);

    public static string Below(string words, string place, Wording wording)
    {
        if (place.Length == 0) return words;
        var line = $"{wording["complaint.line.where"]}: {place}";
        return words.Length == 0 ? line : $"{words}\n{line}";
    }
}
