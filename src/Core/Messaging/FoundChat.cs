namespace Core.Messaging;

/// <summary>A group or channel that somebody named from outside, as the platform tells of it.</summary>
/// <param name="Right">Whether the service may post there, and if not, what it lacks.</param>
internal sealed record FoundChat(PostingRight Right)
{
    /// <summary>Its address.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>The public name by which people find it, such as <c>@skorkota</c>.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whether whoever named it has a say in it: an administrator of a channel, a member of a group. Nobody links a stranger's.
    /// </summary>
    public bool MayLink { get; init; }
}
