using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Bot.Telegram.BotApi;

/// <summary>
/// Calls the Bot API. Its methods are named as the platform names them; a failure is a value, never an exception, and
/// nothing that leaves this class holds an address, since addresses hold the bot's token.
/// </summary>
internal sealed partial class TelegramBotClient(string baseUrl, string token, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Upload = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BeyondPoll = TimeSpan.FromSeconds(15);

    private readonly string _methods = $"{baseUrl.TrimEnd('/')}/bot{token}/";
    private readonly string _files = $"{baseUrl.TrimEnd('/')}/file/bot{token}/";
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();
    private readonly FloodGate _gate = new(time);

    // No propagator, no client factory: neither traces nor request logs are made, both of which would hold the token.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    });

    public ValueTask<ApiAnswer<long>> SendMessage(SendMessageRequest request, CancellationToken stop) =>
        Call("sendMessage", request, BotApiJson.Default.SendMessageRequest, ReadResults.MessageId, stop);

    public ValueTask<ApiAnswer<long>> EditMessageText(EditMessageTextRequest request, CancellationToken stop) =>
        Call("editMessageText", request, BotApiJson.Default.EditMessageTextRequest, ReadResults.MessageId, stop);

    public ValueTask<ApiAnswer<bool>> EditMessageReplyMarkup(EditMessageReplyMarkupRequest request, CancellationToken stop) =>
        Call("editMessageReplyMarkup", request, BotApiJson.Default.EditMessageReplyMarkupRequest, ReadResults.Nothing, stop);

    public ValueTask<ApiAnswer<bool>> AnswerCallbackQuery(string id, CancellationToken stop) =>
        Call("answerCallbackQuery", new(id), BotApiJson.Default.AnswerCallbackQueryRequest, ReadResults.Nothing, stop);

    public ValueTask<ApiAnswer<bool>> SetMyCommands(SetMyCommandsRequest request, CancellationToken stop) =>
        Call("setMyCommands", request, BotApiJson.Default.SetMyCommandsRequest, ReadResults.Nothing, stop);

    public ValueTask<ApiAnswer<User>> GetMe(CancellationToken stop) =>
        Call("getMe", new(), BotApiJson.Default.BareRequest, ReadResults.User, stop);

    public ValueTask<ApiAnswer<bool>> SetWebhook(SetWebhookRequest request, CancellationToken stop) =>
        Call("setWebhook", request, BotApiJson.Default.SetWebhookRequest, ReadResults.Nothing, stop);

    /// <summary>Goes back to polling; what is pending is kept.</summary>
    public ValueTask<ApiAnswer<bool>> DeleteWebhook(CancellationToken stop) =>
        Call("deleteWebhook", new(), BotApiJson.Default.BareRequest, ReadResults.Nothing, stop);

    public ValueTask<ApiAnswer<WebhookInfo>> GetWebhookInfo(CancellationToken stop) =>
        Call("getWebhookInfo", new(), BotApiJson.Default.BareRequest, ReadResults.WebhookInfo, stop);

    public ValueTask<ApiAnswer<FileAnswer>> GetFile(string fileId, CancellationToken stop) =>
        Call("getFile", new(fileId), BotApiJson.Default.GetFileRequest, ReadResults.File, stop);

    public ValueTask<ApiAnswer<ChatAnswer>> GetChat(long chat, CancellationToken stop) =>
        Call("getChat", new(chat), BotApiJson.Default.GetChatRequest, ReadResults.Chat, stop);

    public ValueTask<ApiAnswer<ChatMember>> GetChatMember(long chat, long user, CancellationToken stop) =>
        Call("getChatMember", new(chat, user), BotApiJson.Default.GetChatMemberRequest, ReadResults.Member, stop);

    /// <summary>Waits for updates. A bot that may not speak still listens; but when listening is too much, speaking is so too.</summary>
    public async ValueTask<ApiAnswer<List<Update>>> GetUpdates(GetUpdatesRequest request, CancellationToken stop) =>
        Heed(await Post("getUpdates", JsonBody.Of(request, BotApiJson.Default.GetUpdatesRequest), ReadResults.Updates, TimeSpan.FromSeconds(request.Timeout) + BeyondPoll, stop));

    public async ValueTask<ApiAnswer<long>> SendFile(SendFileRequest request, CancellationToken stop)
    {
        if (Closed() is { } closed) return closed;
        using var form = FileForm.Of(request);
        return Heed(await Post(request.Picture ? "sendPhoto" : "sendDocument", form, ReadResults.MessageId, Upload, stop));
    }

    public async ValueTask<ApiAnswer<bool>> EditMessageMedia(long message, SendFileRequest request, CancellationToken stop)
    {
        if (Closed() is { } closed) return closed;
        using var form = FileForm.Replacing(message, request);
        return Heed(await Post("editMessageMedia", form, ReadResults.Nothing, Upload, stop));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<ApiAnswer<TResult>> Call<TRequest, TResult>(
        string method, TRequest request, JsonTypeInfo<TRequest> type, ReadResult<TResult> read, CancellationToken stop) =>
        Closed() is { } closed ? closed : Heed(await Post(method, JsonBody.Of(request, type), read, Usual, stop));

    private ApiError? Closed() => _gate.Wait is var wait && wait > TimeSpan.Zero ? new(429, "waiting as the platform asked", wait) : null;

    private ApiAnswer<T> Heed<T>(ApiAnswer<T> answer) => answer.Error is { Code: 429 } flood ? _gate.Close(flood) : answer;
}
