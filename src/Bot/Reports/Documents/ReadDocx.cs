using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Documents;

/// <summary>
/// Reads what the office wrote into the marked places of a DOCX that we made and that came back. Each mark knows what stood there when it
/// was made, so that a place which nobody touched goes on following the figures.
/// </summary>
internal static class ReadDocx
{
    private const string Prefix = "tempat";
    private const long MostCharacters = 20_000_000;

    /// <summary>The mark of a place that is handed out with this text.</summary>
    public static string TagOf(string key, string says) => $"{Prefix}:{key}:{Mark(says)}";

    /// <summary>The texts of the places that were changed, by key, a line for each paragraph; null when it is no report of ours.</summary>
    public static IReadOnlyDictionary<string, string>? Changed(Stream file)
    {
        try
        {
            using var document = WordprocessingDocument.Open(file, isEditable: false,
                new OpenSettings { MaxCharactersInPart = MostCharacters });
            var places = (document.MainDocumentPart?.Document?.Descendants<SdtBlock>() ?? [])
                .Select(p => (Tag: (p.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value ?? "").Split(':'), Says: Says(p)))
                .Where(p => p.Tag is [Prefix, _, _]).ToList();
            return places.Count == 0 ? null : places.Where(p => Mark(p.Says) != p.Tag[2]).GroupBy(p => p.Tag[1])
                .ToDictionary(g => g.Key, g => g.First().Says);
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            return null;
        }
    }

    private static string Says(SdtBlock place) => string.Join('\n', place.Descendants<Paragraph>().Select(Line)).Trim();

    private static string Line(Paragraph paragraph) => string.Concat(paragraph.Descendants().Select(part => part switch
    {
        DocumentFormat.OpenXml.Wordprocessing.Text text => text.Text,
        Break => "\n",
        TabChar => " ",
        _ => "",
    })).TrimEnd();

    /// <summary>Alike for texts that differ in white space alone, which programs set as they like.</summary>
    private static string Mark(string says)
    {
        var words = string.Join(' ', says.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 6));
    }
}
