namespace Core.Messaging;

/// <summary>Knows the people at the other end of the channels, for whoever puts a message into words when it goes out.</summary>
internal interface IReaders
{
    /// <summary>Whoever reads at this address now; null for a group, or for somebody whom we do not know.</summary>
    ValueTask<MessageReader?> At(string channel, string address, CancellationToken stop);
}

/// <summary>Somebody who reads messages.</summary>
/// <param name="Language">The language that they read.</param>
/// <param name="LastWrote">When we last heard from them; null for never.</param>
internal sealed record MessageReader(string Language, DateTimeOffset? LastWrote);
