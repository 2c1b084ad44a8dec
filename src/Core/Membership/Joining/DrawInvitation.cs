using Core.Messaging;
using Core.Texts;

namespace Core.Membership.Joining;

/// <summary>
/// Draws the code that opens a link, for printing or for another person's camera; where nothing can draw, the link is enough.
/// </summary>
/// <param name="Code">The picture of a link's code with this name and this text alternative; null for none.</param>
internal sealed record DrawInvitation(Func<string, string, string, OutFile?> Code)
{
    /// <summary>Draws nothing.</summary>
    public static DrawInvitation Nothing { get; } = new((_, _, _) => null);

    /// <summary>The sheet of many invitations, until when they hold and in which language; null for none.</summary>
    public Func<IReadOnlyList<InvitationRow>, string, Wording, OutFile?> Sheet { get; init; } = (_, _, _) => null;
}

/// <summary>An invitation on a sheet.</summary>
/// <param name="Name">For whom.</param>
/// <param name="Unit">The unit or the instansi.</param>
/// <param name="Role">The role.</param>
/// <param name="Link">The link, or what is to be sent where there is none.</param>
internal sealed record InvitationRow(string Name, string Unit, string Role, string Link);
