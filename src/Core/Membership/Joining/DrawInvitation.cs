using Core.Messaging;

namespace Core.Membership.Joining;

/// <summary>
/// Draws the code that opens a link, for printing or for another person's camera; where nothing can draw, the link is enough.
/// </summary>
/// <param name="Code">The picture of a link's code with this name and this text alternative; null for none.</param>
internal sealed record DrawInvitation(Func<string, string, string, OutFile?> Code)
{
    /// <summary>Draws nothing.</summary>
    public static DrawInvitation Nothing { get; } = new((_, _, _) => null);
}
