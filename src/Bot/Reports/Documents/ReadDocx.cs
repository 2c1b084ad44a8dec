using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Written = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Bot.Reports.Documents;

/// <summary>
/// Reads what the office wrote into the marked places of a DOCX that we made and that came back. Each mark knows what stood there when it
/// was made, so that a place which nobody touched goes on following the figures. A place has two marks: a content control, which Word keeps
/// and shows, and a bookmark around it, which LibreOffice keeps too.
/// </summary>
internal static class ReadDocx
{
    private const string Prefix = "tempat";
    private const long MostCharacters = 5_000_000;

    /// <summary>The mark of a place that is handed out with this text; at most 40 letters, since it is a bookmark's name too.</summary>
    public static string TagOf(string key, string says) => $"{Prefix}_{key}_{Mark(says)}";

    /// <summary>The texts of the places that were changed, by key, a line for each paragraph; null when it is no report of ours.</summary>
    public static IReadOnlyDictionary<string, string>? Changed(Stream file)
    {
        try
        {
            using var document = WordprocessingDocument.Open(file, isEditable: false,
                new OpenSettings { MaxCharactersInPart = MostCharacters });
            var body = document.MainDocumentPart?.Document?.Body;
            var places = body is null ? [] : Controls(body).Concat(Bookmarks(body))
                .Select(p => (Tag: p.Tag.Split('_'), p.Says)).Where(p => p.Tag is [Prefix, _, _]).DistinctBy(p => p.Tag[1]).ToList();
            return places.Count == 0 ? null : places.Where(p => Mark(p.Says) != p.Tag[2]).ToDictionary(p => p.Tag[1], p => p.Says);
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Tag, string Says)> Controls(Body body) => body.Descendants<SdtBlock>()
        .Select(p => (p.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "", Told(p.Descendants())));

    /// <summary>
    /// What stands between the ends. LibreOffice may write a bookmark anew at each of its ends, several times: then from the first to the
    /// last.
    /// </summary>
    private static IEnumerable<(string Tag, string Says)> Bookmarks(Body body)
    {
        var all = body.Descendants().ToList();
        foreach (var starts in all.Index().Where(e => e.Item is BookmarkStart { Name.Value: { } name }
            && name.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(e => ((BookmarkStart)e.Item).Name!.Value!))
        {
            var (from, last) = (starts.First(), starts.Last());
            var end = last.Index > from.Index + 1 && !Alike(all, from.Index, last.Index) ? last.Index
                : all.FindIndex(e => e is BookmarkEnd b && b.Id?.Value == ((BookmarkStart)from.Item).Id?.Value);
            if (end > from.Index) yield return (starts.Key, Told(all[from.Index..end]));
        }
    }

    /// <summary>Whether nothing but marks stands between two of them.</summary>
    private static bool Alike(List<OpenXmlElement> all, int from, int to) =>
        all[from..to].TrueForAll(e => e is BookmarkStart or BookmarkEnd);

    private static string Told(IEnumerable<OpenXmlElement> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part switch { Written written => written.Text, Paragraph or Break => "\n", TabChar => " ", _ => "" });
        return string.Join('\n', text.ToString().Split('\n').Select(l => l.TrimEnd())).Trim();
    }

    /// <summary>Alike for texts that differ in white space alone, which programs set as they like.</summary>
    private static string Mark(string says)
    {
        var words = string.Join(' ', says.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 6));
    }
}
