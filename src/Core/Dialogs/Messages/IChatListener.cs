using Core.Messaging;
using Core.Persistence;

namespace Core.Dialogs.Messages;

/// <summary>Hears what happened to a chat besides messages, in the transaction that notes it.</summary>
internal interface IChatListener
{
    /// <summary>Hears it; <see cref="Inbound.Event"/> says what it was.</summary>
    ValueTask Hear(WriteContext write, Inbound inbound);
}
