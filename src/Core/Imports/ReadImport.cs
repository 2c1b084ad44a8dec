using Core.Messaging;
using Core.Persistence;
using Core.Texts;

namespace Core.Imports;

/// <summary>What became of a file.</summary>
/// <param name="Content">What is kept until its sender says that it counts; null where nothing is.</param>
/// <param name="Text">What its sender reads.</param>
/// <param name="Rows">The buttons below; {0} of a command is the number of the file.</param>
internal sealed record ImportRead(string? Content, LocalizedText Text, IReadOnlyList<IReadOnlyList<Button>> Rows)
{
    /// <summary>Nothing is kept.</summary>
    public static ImportRead Nothing(LocalizedText text) => new(null, text, []);

    /// <summary>The first of the mistakes, and that nothing was taken over.</summary>
    public static ImportRead Mistakes(IReadOnlyList<LocalizedText> wrong)
    {
        const int Shown = 15;
        var lines = wrong.Take(Shown).ToList();
        if (wrong.Count > Shown) lines.Add(LocalizedText.Of("import.more-mistakes", wrong.Count - Shown));
        return Nothing(LocalizedText.Joined("\n",
            lines.Prepend(LocalizedText.Of("import.mistakes", wrong.Count)).Append("import.nothing-taken")));
    }
}

/// <summary>Reads files of a kind.</summary>
internal abstract class ReadImport
{
    /// <summary>Which kind.</summary>
    public abstract ImportKind Kind { get; }

    /// <summary>Reads one. It changes nothing; a mistake in the file is an answer and no error.</summary>
    public abstract ValueTask<ImportRead> Read(AppDb db, ImportFile file, byte[] content);
}
