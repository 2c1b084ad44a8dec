using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Bot.Reports.Documents;

/// <summary>What every DOCX has beside its words: page, styles, footer, settings.</summary>
internal static class DocxParts
{
    private const string Letters = "Arial";
    private const string Accent = "0A5C53";
    private const string Soft = "55625F";
    private static readonly string TextWidth = DocxText.Twentieths(Paper.Width);

    public static string Language(string code) => code == "id" ? "id-ID" : "en-GB";

    /// <summary>A4 with our margins; the first page, the cover, has no footer.</summary>
    public static SectionProperties Section(string footer) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = footer },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1280, Bottom = 1300, Left = 1240, Right = 1240, Header = 600, Footer = 600, Gutter = 0 },
        new TitlePage());

    public static string AddFooter(MainDocumentPart main, string text)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(new Paragraph([
            new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
            Says(text), new Run(new TabChar()), .. Field("PAGE"), Says("/"), .. Field("NUMPAGES")]));
        return main.GetIdOfPart(part);
    }

    public static void AddSettings(MainDocumentPart main) =>
        main.AddNewPart<DocumentSettingsPart>().Settings =
            new DocumentFormat.OpenXml.Wordprocessing.Settings(new UpdateFieldsOnOpen { Val = true }, new Compatibility(
                new CompatibilitySetting
                {
                    Name = CompatSettingNameValues.CompatibilityMode,
                    Val = "15",
                    Uri = "http://schemas.microsoft.com/office/word"
                }));

    public static void AddStyles(MainDocumentPart main, string language) => main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Letters, HighAnsi = Letters, ComplexScript = Letters },
                new FontSize { Val = "21" }, new Languages { Val = Language(language) })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines
            { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Heading(1, "34", "160"), Heading(2, "25", "80"),
        Line("TOC1", "toc 1", new StyleParagraphProperties(Dots(), new SpacingBetweenLines { After = "60" }),
            new StyleRunProperties(new Bold())),
        Line("TOC2", "toc 2", new StyleParagraphProperties(Dots(), new SpacingBetweenLines { After = "40" },
            new Indentation { Left = "320" }), null),
        Line("Footer", "footer", new StyleParagraphProperties(
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 4, Color = "CFCFC5", Space = 4 }),
            Tab(TabStopLeaderCharValues.None),
            new SpacingBetweenLines { After = "0" }), new StyleRunProperties(new Color { Val = Soft }, new FontSize { Val = "15" })));

    private static Style Heading(int level, string halfPoints, string after) => new(
        new StyleName { Val = $"heading {level}" }, new BasedOn { Val = "Normal" }, new NextParagraphStyle { Val = "Normal" },
        new PrimaryStyle(),
        new StyleParagraphProperties(new KeepNext(), new KeepLines(), new SpacingBetweenLines { Before = "160", After = after },
            new OutlineLevel { Val = level - 1 }),
        new StyleRunProperties(new Bold(), new Color { Val = Accent }, new FontSize { Val = halfPoints }))
    { Type = StyleValues.Paragraph, StyleId = $"Heading{level}" };

    private static Style Line(string id, string name, StyleParagraphProperties paragraph, StyleRunProperties? run)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, paragraph)
        { Type = StyleValues.Paragraph, StyleId = id };
        if (run is not null) style.Append(run);
        return style;
    }

    private static Tabs Dots() => Tab(TabStopLeaderCharValues.Dot);

    private static Tabs Tab(TabStopLeaderCharValues leader) =>
        new(new TabStop { Val = TabStopValues.Right, Leader = leader, Position = int.Parse(TextWidth) });

    private static Run Says(string text) => new(new DocumentFormat.OpenXml.Wordprocessing.Text(text)
    { Space = SpaceProcessingModeValues.Preserve });

    private static IEnumerable<OpenXmlElement> Field(string name) =>
    [
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode($" {name} ") { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Says("1"),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
    ];
}
