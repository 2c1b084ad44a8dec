using Core.Messaging;

namespace Tests.Support;

/// <summary>People who are found at several addresses of one channel, and whose addresses change.</summary>
internal static class SeveralAddresses
{
    public static Town Town() => new(null, null, new TestChannel
    {
        Capabilities = new ChannelCapabilities { CanEdit = true, CanRetire = true, SeveralAddresses = true },
    });

    public static Task Say(Town town, string address, string? also, string text) => town.Receive(new Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = address,
        Sender = address,
        AlsoAt = also,
        Text = text,
    });

    public static Task Move(Town town, string from, string to) => town.Receive(new Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = from,
        Sender = from,
        Event = ChatEvent.Moved,
        MovedTo = to,
    });
}
