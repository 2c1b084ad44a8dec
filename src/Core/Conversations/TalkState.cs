namespace Core.Conversations;

/// <summary>What a conversation keeps between two messages.</summary>
internal sealed class TalkState;
