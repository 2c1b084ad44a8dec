using System.Text.Json.Serialization;

namespace Bot.Telegram.BotApi;

/// <summary>Reads and writes the Bot API's JSON by generated code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(FileAnswer))]
[JsonSerializable(typeof(WebhookInfo))]
[JsonSerializable(typeof(ReplyMarkup))]
[JsonSerializable(typeof(IReadOnlyList<MessageEntity>))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(EditMessageTextRequest))]
[JsonSerializable(typeof(EditMessageReplyMarkupRequest))]
[JsonSerializable(typeof(AnswerCallbackQueryRequest))]
[JsonSerializable(typeof(GetUpdatesRequest))]
[JsonSerializable(typeof(SetWebhookRequest))]
[JsonSerializable(typeof(GetFileRequest))]
[JsonSerializable(typeof(SetMyCommandsRequest))]
[JsonSerializable(typeof(GetChatRequest))]
[JsonSerializable(typeof(GetChatMemberRequest))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(ChatMember))]
[JsonSerializable(typeof(BareRequest))]
internal sealed partial class BotApiJson : JsonSerializerContext;
