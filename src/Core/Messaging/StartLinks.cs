namespace Core.Messaging;

/// <summary>
/// Where a link or a QR code leads that opens a talk with us. A channel that has links of its own sets the prefix once it
/// knows its public name; until then pages point at the web chat.
/// </summary>
public sealed class StartLinks
{
    private volatile string? _prefix;
    private volatile string? _web;

    /// <summary>The address up to the payload, such as <c>https://t.me/NAME?start=</c>; null while there is none.</summary>
    public string? Prefix
    {
        get => _prefix;
        set => _prefix = value;
    }

    /// <summary>The same for the web chat, once it knows the address that the public reaches it by; null while it does not.</summary>
    public string? Web
    {
        get => _web;
        set => _web = value;
    }

    /// <summary>The payload that opens the rating of a unit, or of one service of it.</summary>
    public static string Payload(string unit, string? service) => service is null ? unit : $"{unit}_{service}";
}
