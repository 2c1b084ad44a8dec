using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Documents;

/// <summary>
/// The contents of a DOCX: a line for each heading, which leads there and asks for its page by a field. Programs fill the fields with their
/// own pages when they open the file; a whole table of contents as one field would keep our guess in some of them.
/// </summary>
internal static class DocxContents
{
    /// <summary>The title and a line for each heading.</summary>
    public static IEnumerable<OpenXmlElement> Of(Contents contents, IReadOnlyList<Heading> headings, bool startsPage)
    {
        yield return DocxText.Line(contents.Says, new Look(15, Bold: true, Tone.Accent, After: 8), startsPage);
        foreach (var (i, heading) in headings.Index())
        {
            var line = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = $"TOC{heading.Level}" }));
            line.Append(new Hyperlink(Says(heading.Says), new Run(new TabChar()), Field(FieldCharValues.Begin),
                Code($" PAGEREF {NameOf(i)} \\h "), Field(FieldCharValues.Separate), Says(" "), Field(FieldCharValues.End))
            { Anchor = NameOf(i), History = true });
            yield return line;
        }
    }

    /// <summary>The heading with the mark that its line of the contents leads to.</summary>
    public static Paragraph Bookmark(Paragraph heading, int number)
    {
        heading.InsertAfter(new BookmarkStart { Id = $"{number + 1}", Name = NameOf(number) }, heading.ParagraphProperties);
        heading.Append(new BookmarkEnd { Id = $"{number + 1}" });
        return heading;
    }

    private static string NameOf(int number) => $"_Toc{number + 1:000000}";

    private static Run Field(FieldCharValues kind) => new(new FieldChar { FieldCharType = kind });

    private static Run Code(string code) => new(new FieldCode(code) { Space = SpaceProcessingModeValues.Preserve });

    private static Run Says(string text) => new(new DocumentFormat.OpenXml.Wordprocessing.Text(text)
    { Space = SpaceProcessingModeValues.Preserve });
}
