using Core.Texts;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Bot.Reports;

/// <summary>A document on A4 that flows from page to page: headings, paragraphs, tables, figures.</summary>
internal sealed class Paper(string title, string author, string footer, string language, DateTimeOffset at)
{
    public const double Left = 62;
    public const double Width = 471;

    /// <summary>A table of so many rows is not cut by the end of a page.</summary>
    public const int WholeUpTo = 12;

    /// <summary>So many rows at the end of a table stay together.</summary>
    public const int LastRows = 5;
    private const double TallestWhole = 300;
    private const double Top = 64;
    private const double Bottom = 776;
    private const double Height = 842;
    private const double Leading = 1.5;
    public static readonly XColor Black = XColor.FromArgb(0x17, 0x21, 0x1f);
    public static readonly XColor Soft = XColor.FromArgb(0x55, 0x62, 0x5f);
    public static readonly XColor Rule = XColor.FromArgb(0xcf, 0xcf, 0xc5);
    public static readonly XColor Accent = XColor.FromArgb(0x0a, 0x5c, 0x53);
    public static readonly XColor Bar = XColor.FromArgb(0x3b, 0x8f, 0x83);
    public static readonly XColor Low = XColor.FromArgb(0xb4, 0x54, 0x1c);
    public static readonly XColor Shade = XColor.FromArgb(0xf1, 0xf0, 0xe9);

    private readonly PdfPages _pages = new(title, author, language, at);
    private bool _together;

    /// <summary>Where the next thing is set.</summary>
    public double Y { get; set; } = Top;

    /// <summary>How many pages there are so far.</summary>
    public int Pages => _pages.Count;

    public static TypeSize Font(double size, bool bold = false) => new(size, bold);

    public void NewPage()
    {
        _pages.Add();
        Y = Top;
    }

    /// <summary>Goes to the next page when less than this is left.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom) NewPage();
    }

    public void Space(double height) => Y += height;

    public void Text(string text, double size = 9.5, bool bold = false, XColor? color = null, double indent = 0, double after = 6,
        bool middle = false) =>
        Flow(PdfBlockLevelElementTag.Paragraph, text, Font(size, bold), color ?? Black, indent, after, middle);

    /// <summary>What the document is called, in large letters.</summary>
    public void Title(string text, double size, double after = 0, bool middle = false) =>
        Flow(PdfBlockLevelElementTag.Heading1, text, Font(size, bold: true), Accent, 0, after, middle);

    /// <summary>
    /// A heading of the first level (a chapter) or the second. It stays with the beginning of what follows, at least so high.
    /// </summary>
    public void Heading(string text, int level, double with = 80)
    {
        var size = level == 1 ? 15 : 11;
        Need((size * 2) + with);
        Space(level == 1 ? 8 : 4);
        Flow(level == 1 ? PdfBlockLevelElementTag.Heading2 : PdfBlockLevelElementTag.Heading3, text, Font(size, bold: true), Accent, 0, 5,
            middle: false);
    }

    /// <summary>A drawing, with the words that say the same to somebody who cannot see it.</summary>
    public void Figure(string alt, double height, Action draw)
    {
        Need(height);
        if (Y <= Top) Text(" ", size: 1, after: 0); // the library would begin a figure that begins a page within a text
        _pages.BeginFigure(alt, new XRect(Left, Height - Y - height, Width, height));
        Together(draw);
    }

    /// <summary>
    /// Sets a text; where more of it follows on the next line, a space keeps the words apart for a search and a screen reader.
    /// </summary>
    public void At(double x, double baseline, string text, TypeSize type, XColor color, bool right = false, bool middle = false,
        bool more = false)
    {
        var fit = Typeface.Fit(text, type);
        _pages.Text(x - (right ? Typeface.Measure(fit, type) : middle ? Typeface.Measure(fit, type) / 2 : 0), baseline, more ? $"{fit} "
            : fit, type, color);
    }

    /// <summary>A picture; part of the figure that is drawn, else decoration.</summary>
    public void Image(byte[] file, double x, double y, double w, double h) => Decorate(() => _pages.Image(file, x, y, w, h));

    /// <summary>A picture in the middle that adds nothing to the words beside it, such as a coat of arms above a name.</summary>
    public void Emblem(byte[] file, double w, double h) => Image(file, Left + ((Width - w) / 2), Y, w, h);

    /// <summary>A line of a table of contents, with dots to its page, which is asked for when all pages are there.</summary>
    public void Entry(string text, int level, Func<string> page)
    {
        var (type, indent) = (Font(level == 1 ? 10 : 9, bold: level == 1), level == 1 ? 0 : 16);
        var lines = Wrap(text, type, Width - indent - 40).ToList();
        _pages.Begin(PdfBlockLevelElementTag.Paragraph);
        foreach (var line in lines)
        {
            Need(type.Size * Leading);
            At(Left + indent, Y + type.Size, line, type, Black, more: true);
            Y += type.Size * Leading;
        }

        var baseline = Y - (type.Size * (Leading - 1));
        var plain = type with { Bold = false };
        _pages.Late(Left + Width, baseline, page, plain, Black);
        _pages.End();
        Dots(Left + indent + Typeface.Measure(lines[^1], type) + 6, baseline, plain);
        Y += level == 1 ? 2 : 1;
    }

    public void Box(double x, double y, double w, double h, XColor color) => Decorate(() => _pages.Box(x, y, Math.Max(w, 0.1), h, color));

    public void Line(double x1, double y1, double x2, double y2, XColor color, double size = 0.6) =>
        Decorate(() => _pages.Line(x1, y1, x2, y2, color, size));

    /// <summary>
    /// A table; columns with a negative width are set to the right. The first row is the heading and stands on every page.
    /// </summary>
    public void Table(IReadOnlyList<double> widths, IReadOnlyList<string[]> rows, double size = 8.5)
    {
        var cells = rows.Select((row, r) => row
            .Select((text, c) => Wrap(TextFormatting.Strip(text), Font(size, r == 0), Math.Abs(widths[c]) - 8).ToList()).ToList()).ToList();
        var whole = cells.Sum(row => TallOf(row, size));
        Need(cells.Count <= WholeUpTo && whole <= TallestWhole ? whole : cells.Take(2).Sum(row => TallOf(row, size)));
        _pages.Begin(PdfBlockLevelElementTag.Table);
        for (var r = 0; r < cells.Count; r++)
        {
            // The last rows, which are often sums, never stand alone on a page.
            var together = r == cells.Count - LastRows ? LastRows : 1;
            if (r > 0 && Y + cells.Skip(r).Take(together).Sum(row => TallOf(row, size)) > Bottom)
            {
                NewPage();
                _pages.BeginDecoration();
                Together(() => Cells(widths, cells[0], size, heading: true, cell: null));
            }

            _pages.Begin(PdfBlockLevelElementTag.TableRow);
            Cells(widths, cells[r], size, heading: r == 0, r == 0 ? PdfBlockLevelElementTag.TableHeaderCell
                : PdfBlockLevelElementTag.TableDataCell);
            _pages.End();
        }

        _pages.End();
        Y += 10;
    }

    public void Save(string path) => _pages.Save(path, (on, number) =>
    {
        on.DrawLine(new XPen(Rule, 0.6), Left, 794, Left + Width, 794);
        var type = Font(7);
        foreach (var (i, line) in Wrap(footer, type, Width - 40).Take(2).Index()) PdfPages.Text(on, Left, 806 + (i * 9), line, type, Soft);
        PdfPages.Text(on, Left + Width - Typeface.Measure(number, type), 806, number, type, Soft);
    });

    /// <summary>The lines of a text in this width.</summary>
    public static IEnumerable<string> Wrap(string text, TypeSize type, double width) =>
        text.Split('\n').SelectMany(line => WrapLine(Typeface.Fit(line, type), type, width));

    private static IEnumerable<string> WrapLine(string text, TypeSize type, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ').SelectMany(w => Cut(w, type, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Typeface.Measure(longer, type) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        yield return line;
    }

    private static IEnumerable<string> Cut(string word, TypeSize type, double width)
    {
        while (word.Length > 2 && Typeface.Measure(word, type) > width)
        {
            var part = word.Length - 1;
            while (part > 1 && (Typeface.Measure(word[..part], type) > width || char.IsLowSurrogate(word[part]))) part--;
            if (char.IsLowSurrogate(word[part])) part++;
            yield return word[..part];
            word = word[part..];
        }

        yield return word;
    }

    private void Dots(double from, double baseline, TypeSize type)
    {
        var count = (int)((Left + Width - 26 - from) / Typeface.Measure(" .", type));
        if (count > 0) Decorate(() => _pages.Text(from, baseline, string.Concat(Enumerable.Repeat(" .", count)), type, Rule));
    }

    private void Flow(PdfBlockLevelElementTag tag, string text, TypeSize type, XColor color, double indent, double after, bool middle)
    {
        _pages.Begin(tag);
        foreach (var line in Wrap(TextFormatting.Strip(text), type, Width - indent))
        {
            Need(type.Size * Leading);
            var x = Left + indent + (middle ? (Width - indent) / 2 : 0);
            At(x, Y + type.Size, line, type, color, middle: middle, more: true);
            Y += type.Size * Leading;
        }

        _pages.End();
        Y += after;
    }

    /// <summary>Draws what has begun as one element, lines and boxes with it.</summary>
    private void Together(Action draw)
    {
        _together = true;
        draw();
        _together = false;
        _pages.EndDrawing();
    }

    /// <summary>Draws a line or box, which is not read out.</summary>
    private void Decorate(Action draw)
    {
        if (!_together) _pages.BeginDecoration();
        draw();
        if (!_together) _pages.EndDrawing();
    }

    private static double TallOf(List<List<string>> cells, double size) => (cells.Max(c => c.Count) * size * 1.4) + 6;

    private void Cells(IReadOnlyList<double> widths, List<List<string>> cells, double size, bool heading, PdfBlockLevelElementTag? cell)
    {
        var tall = TallOf(cells, size);
        if (heading) Box(Left, Y, widths.Sum(Math.Abs), tall, Shade);
        var x = Left;
        for (var c = 0; c < cells.Count; c++)
        {
            if (cell is { } tag) _pages.Begin(tag);
            var edge = widths[c] < 0 ? x + Math.Abs(widths[c]) - 4 : x + 4;
            for (var l = 0; l < cells[c].Count; l++)
                At(edge, Y + 3 + (size * 1.4 * l) + size, cells[c][l], Font(size, heading), Black, right: widths[c] < 0,
                more: l < cells[c].Count - 1);
            if (cell is not null) _pages.End();
            x += Math.Abs(widths[c]);
        }

        Y += tall;
        Line(Left, Y, x, Y, Rule);
    }
}
