namespace Core.Texts;

/// <summary>
/// Reads the name of a member from stored or typed text. <see cref="Enum"/>'s own reading takes numbers and lists of names too, so that
/// the number of a chat would pass for a role.
/// </summary>
internal static class Named
{
    /// <summary>The member of exactly this name; null where there is none.</summary>
    public static T? Of<T>(string? text)
        where T : struct, Enum
    {
        var place = text is null ? -1 : Array.IndexOf(Enum.GetNames<T>(), text);
        return place < 0 ? null : Enum.GetValues<T>()[place];
    }
}
