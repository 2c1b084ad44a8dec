namespace Core.Outbox;

/// <summary>How to tell in SQL that the receiver of a message is busy, so that what can wait does. Told by whoever knows.</summary>
/// <param name="Condition">A condition on a row <c>o</c> of the outbox.</param>
internal sealed record BusyChats(string Condition);
