using Core.Messaging;

namespace Bot.Telegram.Updates;

/// <summary>Stores and handles what was received; when it returns, all of it is on disk and may be confirmed to the platform.</summary>
internal delegate Task ReceiveInbound(IReadOnlyList<Inbound> messages);
