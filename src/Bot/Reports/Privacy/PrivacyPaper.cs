namespace Bot.Reports.Privacy;

/// <summary>A document about personal data, as it is written to either format.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Parts">Its chapters.</param>
internal sealed record PrivacyPaper(string Title, IReadOnlyList<PaperPart> Parts);

/// <summary>A chapter: paragraphs, then a table where there is one.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Paragraphs">Its paragraphs.</param>
/// <param name="Table">The rows of its table, the head first; null for none.</param>
/// <param name="Widths">The widths of the table's columns, in parts of a hundred.</param>
internal sealed record PaperPart(string Heading, IReadOnlyList<string> Paragraphs, IReadOnlyList<string[]>? Table = null,
    int[]? Widths = null);
