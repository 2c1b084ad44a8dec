using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>Files without content: said at once by their names, and kept nowhere, so that nobody believes them received.</summary>
internal static class EmptyFiles
{
    /// <summary>What to say of them; null when there are none.</summary>
    public static LocalizedText? In(Inbound inbound)
    {
        var empty = inbound.Files.Where(f => f.Size == 0).ToList();
        if (empty.Count == 0) return null;
        return LocalizedText.Joined("\n", empty.Select(f => LocalizedText.Of("question.file-empty", f.Name ?? "")));
    }

    /// <summary>The message without them.</summary>
    public static Inbound Without(Inbound inbound) =>
        inbound.Files.Any(f => f.Size == 0) ? inbound with { Files = [.. inbound.Files.Where(f => f.Size != 0)] } : inbound;
}
