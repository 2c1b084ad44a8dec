using System.Collections.Immutable;

namespace Core.Messaging;

/// <summary>
/// Where a link or a QR code leads that opens a talk with us, for each channel that has links. A channel sets its own once it
/// knows its public name.
/// </summary>
internal sealed class StartLinks
{
    private ImmutableList<StartLink> _all = [];

    /// <summary>Every link that is known, the first to be offered first: messengers, which people keep, before pages.</summary>
    public IReadOnlyList<StartLink> All => _all;

    /// <summary>The link to offer first; null while there is none.</summary>
    public StartLink? First => _all is [var first, ..] ? first : null;

    /// <summary>Sets the link of a channel, in the place of the one that it had.</summary>
    public void Set(StartLink link) => ImmutableInterlocked.Update(ref _all, all =>
        [.. all.RemoveAll(l => l.Channel == link.Channel).Add(link).OrderBy(l => l.InBrowser)
            .ThenBy(l => l.Channel, StringComparer.Ordinal)]);
}

/// <summary>The link of a channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Prefix">The address up to the payload, such as <c>https://chat.example/NAME?start=</c>.</param>
/// <param name="InBrowser">Whether it opens in any browser, and so for everybody.</param>
internal sealed record StartLink(string Channel, string Prefix, bool InBrowser = false);
