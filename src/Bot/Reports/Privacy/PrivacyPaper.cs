using Bot.Reports.Documents;

namespace Bot.Reports.Privacy;

/// <summary>A document about personal data.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Parts">Its chapters.</param>
internal sealed record PrivacyPaper(string Title, IReadOnlyList<PaperPart> Parts)
{
    /// <summary>The same as a document, to be written as PDF and as DOCX.</summary>
    public Document AsDocument(string author, DateTimeOffset at) => new(Title, author, Title, "id", at,
        [new Text(author, new Look(11, Tone: Tone.Soft, After: 0)), new Headline(Title, 18, After: 12), .. Parts.SelectMany(Blocks)]);

    private static IEnumerable<Block> Blocks(PaperPart part)
    {
        yield return new Heading(part.Heading, 1);
        foreach (var text in part.Paragraphs) yield return new Text(text);
        if (part.Table is not null) yield return new Grid([.. part.Widths!.Select(w => w * Paper.Width / 100)], part.Table, 8);
    }
}

/// <summary>A chapter: paragraphs, then a table where there is one.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Paragraphs">Its paragraphs.</param>
/// <param name="Table">The rows of its table, the head first; null for none.</param>
/// <param name="Widths">The widths of the table's columns, in parts of a hundred.</param>
internal sealed record PaperPart(string Heading, IReadOnlyList<string> Paragraphs, IReadOnlyList<string[]>? Table = null,
    int[]? Widths = null);
