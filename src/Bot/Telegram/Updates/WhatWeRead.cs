using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram.Updates;

/// <summary>
/// Which parts of the platform's objects are read. The package would read all of them, and fail on the whole when one part that
/// we have no use for is of a kind that it does not know; and parts that hold messages again can be nested without end.
/// </summary>
internal static class WhatWeRead
{
    private static readonly Dictionary<Type, string> Parts = new()
    {
        [typeof(Update)] = "update_id message edited_message channel_post callback_query my_chat_member",
        [typeof(Message)] =
            "message_id message_thread_id is_topic_message is_automatic_forward from sender_chat chat text caption media_group_id "
            + "photo document voice audio video video_note animation location venue migrate_to_chat_id migrate_from_chat_id "
            + "forward_origin forum_topic_closed reply_to_message "
            + "sticker contact poll dice story rich_message",
        [typeof(CallbackQuery)] = "id from message data",
        [typeof(ChatMemberUpdated)] = "chat from old_chat_member new_chat_member",
        [typeof(User)] = "id is_bot username language_code",
        [typeof(Chat)] = "id type title",
        [typeof(ChatFullInfo)] = "id type title username permissions",
        [typeof(ChatPermissions)] = "can_send_messages can_send_photos",
        [typeof(ChatMemberOwner)] = "",
        [typeof(ChatMemberAdministrator)] = "can_post_messages",
        [typeof(ChatMemberMember)] = "",
        [typeof(ChatMemberRestricted)] = "is_member can_send_messages can_send_photos",
        [typeof(ChatMemberLeft)] = "",
        [typeof(ChatMemberBanned)] = "",
        [typeof(PhotoSize)] = "file_id width height file_size",
        [typeof(Document)] = "file_id file_name mime_type file_size",
        [typeof(Voice)] = "file_id mime_type file_size",
        [typeof(Audio)] = "file_id file_name mime_type file_size",
        [typeof(Video)] = "file_id file_name mime_type file_size",
        [typeof(VideoNote)] = "file_id file_size",
        [typeof(Animation)] = "file_id file_name mime_type file_size",
        [typeof(Location)] = "latitude longitude live_period",
        [typeof(Venue)] = "location",
        [typeof(Contact)] = "phone_number first_name last_name",
        [typeof(TGFile)] = "file_path file_size",
        [typeof(WebhookInfo)] = "url pending_update_count last_error_date last_error_message",
    };

    // That these are there is all that is asked of them.
    private static readonly Dictionary<Type, JsonConverter> Present = new()
    {
        [typeof(Sticker)] = new Presence<Sticker>(),
        [typeof(Poll)] = new Presence<Poll>(),
        [typeof(Dice)] = new Presence<Dice>(),
        [typeof(Story)] = new Presence<Story>(),
        [typeof(RichMessage)] = new Presence<RichMessage>(),
        [typeof(ForumTopicClosed)] = new Presence<ForumTopicClosed>(),
        [typeof(MessageOrigin)] = new OriginInChannel(),
    };

    /// <summary>Reads the parts that we read.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonBotAPI.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <summary>The platform sets no bound to nesting. Nothing here goes down into it by calling itself, so neither do we.</summary>
    public static JsonReaderOptions Deep { get; } = new() { MaxDepth = int.MaxValue };

    private static void LeaveOut(JsonTypeInfo type)
    {
        if (!Parts.TryGetValue(type.Type, out var parts)) return;
        var kept = parts.Split(' ');
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (!kept.Contains(property.Name)) type.Properties.RemoveAt(i);
            else if (property.Name == "reply_to_message") property.CustomConverter = new RepliedMessage();
            else if (Present.TryGetValue(property.PropertyType, out var presence)) property.CustomConverter = presence;
        }
    }

    /// <summary>Where a forwarded message was first posted, when that is a channel; every other kind, known or not, is null.</summary>
    private sealed class OriginInChannel : JsonConverter<MessageOrigin>
    {
        public override MessageOrigin? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var origin = JsonDocument.ParseValue(ref reader);
            return origin.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("chat", out var chat) && chat is { ValueKind: JsonValueKind.Object }
                && root.TryGetProperty("type", out var type) && type is { ValueKind: JsonValueKind.String } && type.ValueEquals("channel")
                && chat.TryGetProperty("id", out var id) && id is { ValueKind: JsonValueKind.Number } && id.TryGetInt64(out var number)
                ? new MessageOriginChannel { Chat = new Chat { Id = number, Type = ChatType.Channel, Title = TitleOf(chat) } } : null;
        }

        public override void Write(Utf8JsonWriter writer, MessageOrigin value, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        private static string? TitleOf(JsonElement chat) =>
            chat.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String ? title.GetString() : null;
    }

    /// <summary>
    /// Who wrote the message that is replied to, and what it says; nothing else of it, and nothing of the messages that it may hold again.
    /// </summary>
    private sealed class RepliedMessage : JsonConverter<Message>
    {
        public override Message? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return null;
            }

            var message = new Message();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFrom = reader.ValueTextEquals("from");
                var isText = reader.ValueTextEquals("text") || reader.ValueTextEquals("caption");
                reader.Read();
                if (isFrom && reader.TokenType == JsonTokenType.StartObject) message.From = WriterOf(ref reader);
                else if (isText && reader.TokenType == JsonTokenType.String) message.Text = TextIn(ref reader);
                else reader.Skip();
            }

            return message;
        }

        public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        /// <summary>Half a letter is no text.</summary>
        private static string? TextIn(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        private static User WriterOf(ref Utf8JsonReader reader)
        {
            var writer = new User();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isBot, isName) = (reader.ValueTextEquals("is_bot"), reader.ValueTextEquals("username"));
                reader.Read();
                if (isBot) writer.IsBot = reader.TokenType == JsonTokenType.True;
                else if (isName && reader.TokenType == JsonTokenType.String) writer.Username = TextIn(ref reader);
                else reader.Skip();
            }

            return writer;
        }
    }

    private sealed class Presence<T> : JsonConverter<T>
        where T : new()
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return new();
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
