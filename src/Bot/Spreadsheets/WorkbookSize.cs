using System.IO.Compression;
using System.Xml;

namespace Bot.Spreadsheets;

/// <summary>
/// Looks through a workbook before it is opened. Opening builds an object for each element, and one call within another for each that
/// stands within another: two megabytes of file can hold millions of them.
/// </summary>
internal static class WorkbookSize
{
    private const long MostUnpacked = 60_000_000;
    private const int MostElements = 1_500_000;
    private const int MostDepth = 64;

    private static readonly XmlReaderSettings Plain = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Whether it is of a size that a list can have.</summary>
    public static bool IsOfAList(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        if (zip.Entries.Sum(e => e.Length) > MostUnpacked) return false;
        var left = MostElements;
        return zip.Entries.All(entry => (left -= Elements(entry, left)) > 0);
    }

    /// <summary>How many elements it holds, at most one more than asked for; more than any where they stand too deep.</summary>
    private static int Elements(ZipArchiveEntry entry, int most)
    {
        var found = 0;
        try
        {
            using var unpacked = entry.Open();
            using var reader = XmlReader.Create(unpacked, Plain);
            while (found <= most && reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element) found++;
                if (reader.Depth > MostDepth) return MostElements;
            }
        }
        catch (XmlException)
        {
            // A picture, or what breaks off: whoever opens it comes no further than this.
        }

        return found;
    }
}
