using Core.Texts;

namespace Bot.Reports;

/// <summary>A document on A4 that flows from page to page: headings, paragraphs, tables, bars.</summary>
internal sealed class Paper
{
    public const double Left = 62;
    public const double Width = 471;
    private const double Top = 64;
    private const double Bottom = 776;
    public static readonly Ink Black = new(0x17, 0x21, 0x1f);
    public static readonly Ink Soft = new(0x55, 0x62, 0x5f);
    public static readonly Ink Rule = new(0xcf, 0xcf, 0xc5);
    public static readonly Ink Accent = new(0x0a, 0x5c, 0x53);
    public static readonly Ink Bar = new(0x3b, 0x8f, 0x83);
    public static readonly Ink Low = new(0xb4, 0x54, 0x1c);
    public static readonly Ink Shade = new(0xf1, 0xf0, 0xe9);

    private readonly PdfFile _file;
    private readonly string _footer;
    private PdfPage _page;

    public Paper(string title, string author, string footer)
    {
        (_file, _footer) = (new PdfFile(title, author), footer);
        _page = _file.AddPage();
        Y = Top;
    }

    /// <summary>Where the next thing is set.</summary>
    public double Y { get; set; }

    public static TypeSize Font(double size, bool bold = false) => new(size, bold);

    public void NewPage()
    {
        _page = _file.AddPage();
        Y = Top;
    }

    /// <summary>Goes to the next page when less than this is left.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom) NewPage();
    }

    public void Space(double height) => Y += height;

    public void Text(string text, double size = 9.5, bool bold = false, Ink? color = null, double indent = 0, double after = 6)
    {
        var font = Font(size, bold);
        foreach (var line in Marks.Strip(text).Split('\n').SelectMany(l => Wrap(l, font, Width - indent)))
        {
            Need(size * 1.5);
            At(Left + indent, Y + size, line, font, color ?? Black);
            Y += size * 1.5;
        }

        Y += after;
    }

    public void Heading(string text, double size = 13)
    {
        Need(90);
        Space(size > 12 ? 8 : 4);
        Text(text, size, bold: true, color: Accent, after: 5);
    }

    public void At(double x, double baseline, string text, TypeSize font, Ink ink, bool right = false, bool middle = false) =>
        _page.Text(x - (right ? font.Measure(text) : middle ? font.Measure(text) / 2 : 0), baseline, text, font.Size, font.Bold, ink);

    public void Box(double x, double y, double w, double h, Ink ink) => _page.Box(x, y, Math.Max(w, 0.1), h, ink);

    public void Line(double x1, double y1, double x2, double y2, Ink ink, double size = 0.6) => _page.Line(x1, y1, x2, y2, ink, size);

    /// <summary>A table; columns with a negative width are set to the right. The first row is the heading and stands on every page.</summary>
    public void Table(IReadOnlyList<double> widths, IReadOnlyList<string[]> rows, double size = 8.5)
    {
        for (var r = 0; r < rows.Count; r++)
        {
            var cells = rows[r].Select((text, c) => Wrap(Marks.Strip(text), Font(size, r == 0), Math.Abs(widths[c]) - 8).ToList()).ToList();
            var height = (cells.Max(c => c.Count) * size * 1.4) + 6;
            if (Y + height > Bottom)
            {
                NewPage();
                if (r > 0) Row(widths, [.. rows[0].Select((text, c) => Wrap(text, Font(size, bold: true), Math.Abs(widths[c]) - 8).ToList())], (size * 1.4 * 2) + 6, size, heading: true);
            }

            Row(widths, cells, height, size, heading: r == 0);
        }

        Y += 10;
    }

    public void Save(string path)
    {
        for (var i = 0; i < _file.Pages.Count; i++) Foot(_file.Pages[i], $"{i + 1}/{_file.Pages.Count}");
        _file.Save(path);
    }

    public static IEnumerable<string> Wrap(string text, TypeSize font, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ').SelectMany(w => Cut(w, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.Measure(longer) > width)
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

    private static IEnumerable<string> Cut(string word, TypeSize font, double width)
    {
        while (word.Length > 8 && font.Measure(word) > width)
        {
            var part = word.Length - 1;
            while (part > 1 && font.Measure(word[..part]) > width) part--;
            yield return word[..part];
            word = word[part..];
        }

        yield return word;
    }

    private void Row(IReadOnlyList<double> widths, IReadOnlyList<List<string>> cells, double height, double size, bool heading)
    {
        if (heading) Box(Left, Y, widths.Sum(Math.Abs), height, Shade);
        var x = Left;
        for (var c = 0; c < cells.Count; c++)
        {
            var width = Math.Abs(widths[c]);
            for (var l = 0; l < cells[c].Count; l++)
                At(widths[c] < 0 ? x + width - 4 : x + 4, Y + 3 + (size * 1.4 * l) + size, cells[c][l], Font(size, heading), Black, right: widths[c] < 0);
            x += width;
        }

        Y += height;
        Line(Left, Y, x, Y, Rule);
    }

    private void Foot(PdfPage page, string number)
    {
        page.Line(Left, 794, Left + Width, 794, Rule, 0.6);
        page.Text(Left, 806, _footer, 7, bold: false, Soft);
        page.Text(Left + Width - Font(7).Measure(number), 806, number, 7, bold: false, Soft);
    }
}

/// <summary>The typeface at a size.</summary>
internal readonly record struct TypeSize(double Size, bool Bold)
{
    /// <summary>How wide a text is, in points.</summary>
    public double Measure(string text) => (Bold ? TrueType.Bold : TrueType.Regular).Measure(text, Size);
}
