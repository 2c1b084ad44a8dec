using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace Bot.Reports;

/// <summary>
/// The pages of a PDF. What stands on them is noted first and drawn when all are there, so that each can say how many there are.
/// Every text is part of a heading, paragraph, table or figure that a screen reader can follow; lines and footers are not read out.
/// </summary>
internal sealed class PdfPages(string title, string author, string language, DateTimeOffset at)
{
    private readonly List<List<Action<XGraphics, UAManager>>> _pages = [[]];

    public int Count => _pages.Count;

    public void Add() => _pages.Add([]);

    public void Text(double x, double baseline, string text, TypeSize type, XColor color) =>
        Put((on, _) => Text(on, x, baseline, text, type, color));

    /// <summary>A text that ends there and is known only when all pages are.</summary>
    public void Late(double right, double baseline, Func<string> text, TypeSize type, XColor color) => Put((on, _) =>
        Text(on, right - Typeface.Measure(text(), type), baseline, text(), type, color));

    public void Image(byte[] file, double x, double y, double w, double h) => Put((on, _) =>
    {
        using var image = XImage.FromStream(new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: true));
        on.DrawImage(image, x, y, w, h);
    });

    public void Box(double x, double y, double w, double h, XColor color) =>
        Put((on, _) => on.DrawRectangle(new XSolidBrush(color), x, y, w, h));

    public void Line(double x1, double y1, double x2, double y2, XColor color, double size) =>
        Put((on, _) => on.DrawLine(new XPen(color, size), x1, y1, x2, y2));

    /// <summary>What follows, until <see cref="End"/>, is an element of this kind, made of text.</summary>
    public void Begin(PdfBlockLevelElementTag tag) => Put((_, access) =>
    {
        access.BeginTextMode();
        access.StructureBuilder.BeginElement(tag);
    });

    /// <summary>What follows, until <see cref="EndDrawing"/>, is a figure that these words stand for.</summary>
    public void BeginFigure(string alt, XRect around) =>
        Put((_, access) => access.StructureBuilder.BeginElement(PdfIllustrationElementTag.Figure, alt, around));

    /// <summary>What follows, until <see cref="EndDrawing"/>, is decoration that is not read out.</summary>
    public void BeginDecoration() => Put((_, access) => StartQuiet(access));

    public void End() => Put((_, access) => access.StructureBuilder.End());

    public void EndDrawing() => Put((_, access) => FinishDrawing(access));

    /// <summary>Draws the pages, each with a footer that gets its number and how many there are.</summary>
    public void Save(string path, Action<XGraphics, string> footer)
    {
        using var document = new PdfDocument();
        (document.Info.Title, document.Info.Author, document.Info.CreationDate) = (title, author, at.UtcDateTime);
        var access = UAManager.ForDocument(document);
        access.SetDocumentLanguage(language);
        foreach (var (i, marks) in _pages.Index())
        {
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using var on = XGraphics.FromPdfPage(page);
            StartQuiet(access);
            footer(on, $"{i + 1}/{_pages.Count}");
            FinishDrawing(access);
            foreach (var mark in marks) mark(on, access);
            access.StructureBuilder.EndMarkedContentsWithId();
        }

        document.Save(path);
    }

    public static void Text(XGraphics on, double x, double baseline, string text, TypeSize type, XColor color) =>
        on.DrawString(text, Typeface.Font(type), new XSolidBrush(color), x, baseline);

    // The library would begin a mark inside a text and end it outside, which the format (ISO 32000, 14.6) does not allow. For the
    // same reason the footer is drawn first.
    private static void StartQuiet(UAManager access)
    {
        access.BeginGraphicMode();
        access.StructureBuilder.BeginArtifact();
    }

    private static void FinishDrawing(UAManager access)
    {
        access.BeginGraphicMode();
        access.StructureBuilder.End();
    }

    private void Put(Action<XGraphics, UAManager> mark) => _pages[^1].Add(mark);
}
