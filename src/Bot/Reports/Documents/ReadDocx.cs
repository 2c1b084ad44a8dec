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
    private const long MostCharacters = 20_000_000;

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

    private static IEnumerable<(string Tag, string Says)> Bookmarks(Body body)
    {
        var all = body.Descendants().ToList();
        foreach (var start in all.OfType<BookmarkStart>().Where(b => b.Name?.Value?.StartsWith(Prefix, StringComparison.Ordinal) == true))
        {
            var end = all.FindIndex(e => e is BookmarkEnd && ((BookmarkEnd)e).Id?.Value == start.Id?.Value);
            var from = all.IndexOf(start);
            if (end > from) yield return (start.Name!.Value!, Told(all[from..end]));
        }
    }

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
