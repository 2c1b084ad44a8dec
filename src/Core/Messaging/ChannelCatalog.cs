namespace Core.Messaging;

/// <summary>The channels of this service by name, for those who must know what one of them can do.</summary>
internal sealed class ChannelCatalog
{
    /// <summary>One option, a page back and a page on, and the two ways out: with less, no list of choices can be shown.</summary>
    private const int ChoicesAtLeast = 6;

    private readonly Dictionary<string, ChannelCapabilities> _known;

    /// <summary>Throws for a channel that no question could be asked on.</summary>
    public ChannelCatalog(IEnumerable<IChannel> channels)
    {
        _known = channels.ToDictionary(c => c.Name, c => c.Capabilities);
        foreach (var (name, can) in _known)
        {
            if (can.ChoicesMax < ChoicesAtLeast)
                throw new InvalidOperationException(
                    $"The channel \"{name}\" shows {can.ChoicesMax} choices at once; at least {ChoicesAtLeast} are needed.");
        }
    }

    /// <summary>Whether there is such a channel.</summary>
    public bool Has(string channel) => _known.ContainsKey(channel);

    /// <summary>What a channel can do; of one that is switched off little is taken for granted.</summary>
    public ChannelCapabilities Of(string channel) => _known.GetValueOrDefault(channel) ?? ChannelCapabilities.Unknown;
}
