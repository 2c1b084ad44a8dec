using System.Globalization;
using Core.Messaging;
using Core.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram.Updates;

/// <summary>Turns an update into an <see cref="Inbound"/>; null when it is nothing for us, which is confirmed all the same.</summary>
internal static class ReadUpdate
{
    public static Inbound? From(Update update, string? botName) => update switch
    {
        { Message: { } message } => FromMessage(update, message, botName),
        { EditedMessage: { Location: null } message } =>
            FromMessage(update, message, botName) is { } edited ? edited with { Edited = true } : null,
        { ChannelPost: { } post } => FromMessage(update, post, botName),
        { CallbackQuery: { } press } => FromPress(update, press),
        { MyChatMember: { } change } => FromChange(update, change),
        _ => null,
    };

    private static Inbound? FromMessage(Update update, Message message, string? botName)
    {
        if (message.Chat is not { } chat) return null;
        var heard = Heard(update, chat, message) with { Sender = Id(SenderOf(message, chat)), Language = message.From?.LanguageCode };
        if (message.MigrateToChatId is < 0 and var to) return heard with { Event = ChatEvent.Moved, MovedTo = Id(to) };
        if (message.MigrateFromChatId is { } from) return heard with { Event = ChatEvent.Moved, Address = Id(from), MovedTo = Id(chat.Id) };
        if (message.ForumTopicClosed is not null) return heard with { Event = ChatEvent.TopicClosed };
        if (IsNobody(message)) return null;

        var addressed = AddressedTo(message, chat, botName);
        heard = heard with
        {
            Text = addressed ?? TextOf(message, botName),
            Addressed = addressed is not null,
            Files = ReadFiles.Of(message),
            Place = PlaceOf(message),
            Album = message.MediaGroupId,
            MessageId = Id(message.Id),
            Replied = RepliedOf(message, chat, botName),
            ForwardedFrom = message.ForwardOrigin is MessageOriginChannel { Chat: { } first }
                ? new(Id(first.Id), first.Title is { } title ? TextFormatting.Clean(title) : null) : null,
        };
        return IsForUs(heard, message) ? heard : null;
    }

    private static Inbound? FromPress(Update update, CallbackQuery press)
    {
        if (press.From is not { } from || press.Data is not { } data) return null;
        var heard = press.Message is { Chat: { } chat } message
            ? Heard(update, chat, message)
            : Heard(update, new Chat { Id = from.Id, Type = ChatType.Private }, null);
        return heard with
        {
            Sender = Id(from.Id),
            Language = from.LanguageCode,
            Press = TextFormatting.Clean(data),
            PressedMessage = press.Message is { Id: > 0 } pressed ? Id(pressed.Id) : null,
        };
    }

    private static Inbound? FromChange(Update update, ChatMemberUpdated change)
    {
        if (change is not { Chat: { } chat, NewChatMember: { } member }) return null;
        var isIn = IsIn(member);
        return Heard(update, chat, null) with
        {
            Sender = Id(change.From?.Id ?? chat.Id),
            Language = change.From?.LanguageCode,
            Event = isIn ? ChatEvent.Joined : ChatEvent.Left,
            IsAdded = isIn && !IsIn(change.OldChatMember),
        };
    }

    private static bool IsIn(ChatMember? member) =>
        member is ChatMemberMember or ChatMemberAdministrator or ChatMemberOwner or ChatMemberRestricted { IsMember: true };

    private static Inbound Heard(Update update, Chat chat, Message? message) => new()
    {
        Channel = TelegramChannel.ChannelName,
        ExternalId = Id(update.Id),
        Address = Id(chat.Id),
        Sender = Id(chat.Id),
        Chat = chat.Type switch
        {
            ChatType.Group or ChatType.Supergroup => ChatKind.Group,
            ChatType.Channel => ChatKind.Broadcast,
            _ => ChatKind.Private,
        },
        Title = chat.Title is { } title ? TextFormatting.Clean(title) : null,
        Thread = message is { IsTopicMessage: true, MessageThreadId: { } thread } ? Id(thread) : null,
    };

    // Anonymous administrators all carry the same "from"; who they are is the chat in whose name they speak.
    private static long SenderOf(Message message, Chat chat) => message.SenderChat?.Id ?? message.From?.Id ?? chat.Id;

    // Our own posts come back from a channel's discussion group, and a bot that answers bots never stops.
    private static bool IsNobody(Message message) =>
        message.IsAutomaticForward || (message.From is { IsBot: true } && message.SenderChat is null);

    private static bool IsForUs(Inbound heard, Message message)
    {
        if (heard.Text is not null || heard.Files.Count > 0 || heard.Place is not null) return true;
        return heard.Chat == ChatKind.Private && IsCuriosity(message);
    }

    // Whether a person sent something that the service has no use for (so no service message of the platform's own).
    private static bool IsCuriosity(Message message) =>
        message.Sticker is not null || message.Contact is not null || message.Poll is not null || message.Dice is not null
        || message.Story is not null || message.RichMessage is not null;

    private static string? TextOf(Message message, string? botName)
    {
        if ((message.Text ?? message.Caption ?? CardOf(message)) is not { } text) return null;
        text = TextFormatting.Clean(text);
        return text.StartsWith('/') ? OwnCommand(text, botName) : text;
    }

    // Who shares a contact with us answers with it: "Anton 0812…", as if it were typed.
    private static string? CardOf(Message message) => message is not { Contact: { } contact, Chat.Type: ChatType.Private } ? null
        : string.Join(' ', new[] { contact.FirstName, contact.LastName, contact.PhoneNumber }.Where(p => !string.IsNullOrWhiteSpace(p)))
            is { Length: > 0 } card ? card.TrimStart('/') : null;

    // "@some_bot jam buka capil?" in a group: what is said to us, without our name.
    private static string? AddressedTo(Message message, Chat chat, string? botName)
    {
        if (chat.Type is not (ChatType.Group or ChatType.Supergroup) || botName is null || message.Text is not { } text) return null;
        text = TextFormatting.Clean(text).Trim();
        if (text.Length <= botName.Length || text[0] != '@'
            || !text.AsSpan(1).StartsWith(botName, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = text[(botName.Length + 1)..];
        return rest.Length > 0 && (char.IsLetterOrDigit(rest[0]) || rest[0] == '_') ? null : rest.TrimStart(' ', ',', ':', '\n');
    }

    // In groups a command may carry the name of the bot that it is for: /skor@some_bot.
    private static string? OwnCommand(string text, string? botName)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\n', '\t');
        var command = end < 0 ? text : text[..end];
        var at = command.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return text;
        var isOurs = botName is null || command.AsSpan(at + 1).Equals(botName, StringComparison.OrdinalIgnoreCase);
        return isOurs ? string.Concat(command.AsSpan(0, at), text.AsSpan(command.Length)) : null;
    }

    // In a private chat nobody but we, or another bot that was called there, is a bot.
    private static string? RepliedOf(Message message, Chat chat, string? botName) =>
        message.ReplyToMessage is { From: { IsBot: true } writer, Text: { Length: > 0 } text } && chat.Type == ChatType.Private
            && (botName is null || writer.Username is null || writer.Username.Equals(botName, StringComparison.OrdinalIgnoreCase))
            ? TextFormatting.Clean(text) : null;

    private static Place? PlaceOf(Message message) =>
        (message.Venue?.Location ?? message.Location) is { } at ? new(at.Latitude, at.Longitude) : null;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
