using Core.Calendar;
using Core.Skm;

namespace Bot.Reports.Documents;

/// <summary>A document as what it says, part by part; PDF and DOCX are both written from it, so that they say the same.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Author">Whose it is.</param>
/// <param name="Footer">The line at the foot of each page.</param>
/// <param name="Language">Its language.</param>
/// <param name="At">When it was made.</param>
/// <param name="Blocks">Its parts, in the order of reading.</param>
internal sealed record Document(string Title, string Author, string Footer, string Language, DateTimeOffset At,
    IReadOnlyList<Block> Blocks)
{
    /// <summary>The headings that a table of contents lists, in their order.</summary>
    public IEnumerable<Heading> Headings => All(Blocks).OfType<Heading>().Where(h => h.Listed);

    /// <summary>Every text that a reader of either form finds, in the order of reading.</summary>
    public IEnumerable<string> Words => All(Blocks).SelectMany(b => b.Words);

    private static IEnumerable<Block> All(IEnumerable<Block> blocks) =>
        blocks.SelectMany(b => b is OfficePlace place ? [.. All(place.Holds)] : new[] { b });
}

/// <summary>How much a text stands out.</summary>
internal enum Tone
{
    /// <summary>As ordinary text.</summary>
    Ink,

    /// <summary>Less than ordinary text.</summary>
    Soft,

    /// <summary>As a heading.</summary>
    Accent,

    /// <summary>As something to notice.</summary>
    Notice,
}

/// <summary>How a text looks; sizes are in points on paper.</summary>
internal sealed record Look(double Size = 9.5, bool Bold = false, Tone Tone = Tone.Ink, bool Middle = false, double Indent = 0,
    double After = 6)
{
    public static Look Plain { get; } = new();

    public static Look Small { get; } = new(8, Tone: Tone.Soft);
}

/// <summary>A part of a document.</summary>
internal abstract record Block
{
    /// <summary>The texts that it shows.</summary>
    public virtual IEnumerable<string> Words => [];
}

/// <summary>What the document is called, in large letters.</summary>
internal sealed record Headline(string Says, double Size, double After = 0, bool Middle = false) : Block
{
    public override IEnumerable<string> Words => [Says];
}

/// <summary>A heading of a chapter (1) or a section (2). It stays with the beginning of what follows, at least so high.</summary>
internal sealed record Heading(string Says, int Level, double With = 80, bool Listed = true) : Block
{
    public override IEnumerable<string> Words => [Says];
}

/// <summary>A paragraph; lines end where it says so.</summary>
internal sealed record Text(string Says, Look? Looks = null) : Block
{
    public Look Look => Looks ?? Look.Plain;

    public override IEnumerable<string> Words => Says.Split('\n');
}

/// <summary>A table whose first row is its heading; columns with a negative width are set to the right.</summary>
internal sealed record Grid(IReadOnlyList<double> Widths, IReadOnlyList<string[]> Rows, double Size = 8.5) : Block
{
    public override IEnumerable<string> Words => Rows.SelectMany(r => r).SelectMany(c => c.Split('\n'));
}

/// <summary>The nine unsur as bars, with the words for somebody who cannot see them.</summary>
internal sealed record Bars(SkmScore Score, string Alt) : Block;

/// <summary>Months as a line, with the words for somebody who cannot see it.</summary>
internal sealed record TrendLine(IReadOnlyList<(Month Month, SkmScore? Score)> Months, string Alt) : Block;

/// <summary>
/// A picture of so many points that adds nothing to the words beside it, such as a coat of arms; on paper it is not read out.
/// </summary>
internal sealed record Picture(byte[] File, string Alt, double Width, double Height, double After = 10) : Block;

/// <summary>The list of headings with their pages.</summary>
internal sealed record Contents(string Says) : Block
{
    public override IEnumerable<string> Words => [Says];
}

/// <summary>What follows begins on a new page.</summary>
internal sealed record NewPage : Block;

/// <summary>Empty room.</summary>
internal sealed record Gap(double Height) : Block;

/// <summary>The head of an official letter: coat of arms, whose it is, and where they are.</summary>
internal sealed record Letterhead(Picture? Arms, string Above, string Name, string Address) : Block
{
    public override IEnumerable<string> Words => [.. Above.Length > 0 ? new[] { Above } : [], Name,
        .. Address.Length > 0 ? new[] { Address } : []];
}

/// <summary>Where somebody signs, by hand or electronically.</summary>
internal sealed record Signature(string PlaceAndDay, string Title, string Room, string Name, string Number) : Block
{
    public override IEnumerable<string> Words => [PlaceAndDay, Title, Room, Name, Number];
}

/// <summary>
/// A place where the office writes: what stands between its marks is kept under its key when the document is made again.
/// </summary>
internal sealed record OfficePlace(string Key, string Name, IReadOnlyList<Block> Holds) : Block;
