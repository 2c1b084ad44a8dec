using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Written = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace Bot.Reports.Documents;

/// <summary>Paragraphs of a DOCX.</summary>
internal static class DocxText
{
    /// <summary>The office's letters are a little larger than our paper's; in tables they are not.</summary>
    public const double Larger = 1.12;

    /// <summary>A paragraph that looks so.</summary>
    public static Paragraph Line(string text, Look look, bool startsPage = false, bool right = false)
    {
        var paragraph = new ParagraphProperties();
        if (startsPage) paragraph.Append(new PageBreakBefore());
        paragraph.Append(new SpacingBetweenLines { After = Twentieths(look.After) });
        if (look.Indent > 0) paragraph.Append(new Indentation { Left = Twentieths(look.Indent) });
        if (right) paragraph.Append(new Justification { Val = JustificationValues.Right });
        else if (look.Middle) paragraph.Append(new Justification { Val = JustificationValues.Center });
        return new Paragraph(paragraph, RunOf(text, look));
    }

    /// <summary>Keeps every paragraph in it on the page of what follows.</summary>
    public static void KeepWithNext(OpenXmlElement element)
    {
        foreach (var paragraph in element.Descendants<Paragraph>().Concat(element is Paragraph one ? [one] : []))
        {
            var properties = paragraph.ParagraphProperties ??= new ParagraphProperties();
            properties.KeepNext = new KeepNext(); // where the format wants it, whatever stands there
        }
    }

    /// <summary>A heading that the contents and the program's outline know.</summary>
    public static Paragraph Heading(string text, int level, bool startsPage)
    {
        var paragraph = new ParagraphProperties(new ParagraphStyleId { Val = $"Heading{level}" });
        if (startsPage) paragraph.Append(new PageBreakBefore());
        return new Paragraph(paragraph, new Run(new Written(Fit(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    /// <summary>A paragraph that holds a picture.</summary>
    public static Paragraph Holding(Run picture, bool middle, double after, bool startsPage)
    {
        var paragraph = new ParagraphProperties();
        if (startsPage) paragraph.Append(new PageBreakBefore());
        paragraph.Append(new SpacingBetweenLines { After = Twentieths(after) });
        if (middle) paragraph.Append(new Justification { Val = JustificationValues.Center });
        return new Paragraph(paragraph, picture);
    }

    /// <summary>A line too low to be seen, which holds one end of a mark.</summary>
    public static Paragraph Edge(OpenXmlElement end) => new(new ParagraphProperties(new SpacingBetweenLines
    { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact }), end);

    /// <summary>Points as a DOCX counts them.</summary>
    public static string Twentieths(double points) => $"{(int)Math.Round(points * 20)}";

    private static Run RunOf(string text, Look look)
    {
        var style = new RunProperties();
        if (look.Bold) style.Append(new Bold());
        if (look.Tone != Tone.Ink) style.Append(new Color { Val = ColorOf(look.Tone) });
        style.Append(new FontSize { Val = $"{(int)Math.Round(look.Size * Larger * 2)}" });
        var run = new Run(style);
        foreach (var (i, line) in Fit(text).Split('\n').Index())
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Written(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>Without the marks of the chat and without signs that no XML may hold.</summary>
    private static string Fit(string text) => string.Concat(Core.Texts.TextFormatting.Strip(text)
        .Where((c, i) => c == '\n' || System.Xml.XmlConvert.IsXmlChar(c) || IsPart(text, i)));

    private static bool IsPart(string text, int i) => i < text.Length && (char.IsSurrogatePair(text, Math.Max(i - 1, 0))
        || (i + 1 < text.Length && char.IsSurrogatePair(text, i)));

    private static string ColorOf(Tone tone) => tone switch
    {
        Tone.Soft => "55625F",
        Tone.Accent => "0A5C53",
        _ => "B4541C",
    };
}
