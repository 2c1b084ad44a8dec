using Core.Channels;

namespace Core.Conversations;

/// <summary>Takes what the channels receive and has it answered.</summary>
public sealed class Inbox
{
    /// <summary>
    /// Stores and handles the messages, in this order within a chat. When it returns, all of them are on disk: only then may
    /// the channel confirm them. Messages that were received before are passed over.
    /// </summary>
    public Task Receive(IReadOnlyList<Inbound> messages) => Task.FromException(new InvalidOperationException($"{messages.Count}"));
}
