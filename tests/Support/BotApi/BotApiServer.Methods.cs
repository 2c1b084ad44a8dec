using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tests.Support.BotApi;

/// <summary>What the methods do.</summary>
public sealed partial class BotApiServer
{
    private const string QueryTooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _inPlace = new();
    private readonly Dictionary<string, bool> _queries = [];
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, JsonArray> _menus = [];
    private BotApiWebhook? _webhook;
    private string _webhookUrl = "";
    private const long BotId = 110201543;
    private long _messageId = 1000;

    /// <summary>Whether a webhook is set.</summary>
    public bool HasWebhook => _webhook is not null;

    /// <summary>What kept the platform from calling the webhook just now; null when nothing did.</summary>
    public string? WebhookError { get; set; }

    /// <summary>When it failed last, where that is not told by this server's own clock.</summary>
    public Func<DateTimeOffset>? WebhookErrorAt { get; set; }

    /// <summary>The commands that were set for a scope (such as <c>default</c> or <c>chat 42</c>) and a language.</summary>
    public JsonArray? Menu(string scope, string? language = null)
    {
        lock (_lock) return _menus.GetValueOrDefault($"{scope}/{language}");
    }

    private (int Status, string Body) Do(BotApiCall call)
    {
        lock (_lock)
            return call.Method switch
            {
                "getMe" => Ok(new JsonObject { ["id"] = 110201543, ["is_bot"] = true, ["first_name"] = "Suara", ["username"] = BotName }),
                "sendMessage" or "sendPhoto" or "sendDocument" => Send(call),
                "editMessageText" or "editMessageReplyMarkup" => Edit(call),
                "editMessageMedia" => EditMedia(call),
                "getChat" => GetChat(call),
                "getChatMember" => GetChatMember(call),
                "answerCallbackQuery" => AnswerQuery(call),
                "setMyCommands" => SetMenu(call),
                "getFile" => GetFile(call),
                "setWebhook" => SetWebhook(call),
                "deleteWebhook" => DeleteWebhook(call),
                "getWebhookInfo" => Ok(WebhookInfo()),
                _ => Ok(true),
            };
    }

    /// <summary>How often a method was asked for in the answer to the webhook's call, of which the bot never hears the outcome.</summary>
    public int InPlace(string method) => _inPlace.GetValueOrDefault(method);

    private void DoInPlace(string body)
    {
        if (BotApiCall.In(body) is not { } call || BotApiSpec.Instance.Method(call.Method) is not { } method)
        {
            _violations.Enqueue("the answer to the webhook's call names no method");
            return;
        }

        foreach (var wrong in BotApiSpec.Instance.Check(method, call.Arguments, call.FileParameters)) _violations.Enqueue(wrong);
        _inPlace.AddOrUpdate(method, 1, (_, n) => n + 1);
        if (_flood.StillSilent() is null) Do(call);
        Changed();
    }

    private JsonObject WebhookInfo()
    {
        var info = new JsonObject { ["url"] = _webhookUrl, ["has_custom_certificate"] = false, ["pending_update_count"] = Pending };
        if (WebhookError is not { } words) return info;
        (info["last_error_date"], info["last_error_message"]) = (WebhookErrorAt?.Invoke().ToUnixTimeSeconds() ?? Date, words);
        return info;
    }

    private (int Status, string Body) Send(BotApiCall call)
    {
        if (Reach(call, out var chat) is { } unreachable) return unreachable;
        var words = call.Method == "sendMessage" ? "text" : "caption";
        if (BotApiChecks.Content(call, words) is { } bad) return Wrong(call, bad);
        if (_flood.Count(chat.Id) is { } seconds)
        {
            _flood.Tell(seconds);
            return (429, BotApiFault.Flood(seconds).Body);
        }

        var (file, id) = FileOf(call);
        if (id is not null && file is null) return Refuse(call.Method, 400, "Bad Request: wrong file identifier/HTTP URL specified");
        var message = new BotApiMessage
        {
            Id = ++_messageId,
            Chat = chat.Id,
            At = _time.GetUtcNow(),
            Thread = call.Number("message_thread_id"),
            Text = call.Text(words) ?? "",
            Entities = (call.Arguments[words == "text" ? "entities" : "caption_entities"] as JsonArray)?.DeepClone() as JsonArray ?? [],
            Markup = call.Arguments["reply_markup"]?.DeepClone() as JsonObject,
            AsSent = $"{call.Text(words)}\n{call.Arguments["reply_markup"]?.ToJsonString()}\n{call.FileName}",
            File = file,
            FileName = call.FileName,
            ById = id,
        };
        lock (chat.All) chat.All.Add(message);
        var told = Describe(message, chat);
        if (file is not null) TellOfFile(told, call.Method, id ?? AddFile(file), file.Length);
        return Ok(told);
    }

    /// <summary>What was uploaded, or what an id stands for that the server gave for it earlier.</summary>
    private (byte[]? Bytes, string? Id) FileOf(BotApiCall call)
    {
        if (call.Method == "sendMessage" || call.Files.Count > 0) return (call.Files.Values.FirstOrDefault(), null);
        var id = call.Text(call.Method == "sendPhoto" ? "photo" : "document");
        return (id is null ? null : _files.GetValueOrDefault(id), id);
    }

    private static void TellOfFile(JsonObject message, string method, string id, int size)
    {
        var file = new JsonObject { ["file_id"] = id, ["file_unique_id"] = $"u{id}", ["file_size"] = size };
        if (method == "sendDocument") message["document"] = file;
        else
        {
            (file["width"], file["height"]) = (1280, 720);
            message["photo"] = new JsonArray(file);
        }
    }

    /// <summary>The server forgets every file that was sent: ids that it gave mean nothing any more.</summary>
    public void ForgetFiles()
    {
        lock (_lock) _files.Clear();
    }

    private (int Status, string Body) Edit(BotApiCall call)
    {
        if (Reach(call, out var chat) is { } unreachable) return unreachable;
        var message = chat.Messages.FirstOrDefault(m => m.Id == call.Number("message_id"));
        if (message is null) return Refuse(call.Method, 400, "Bad Request: message to edit not found");
        var editsText = call.Method == "editMessageText";
        if (editsText && message.File is not null) return Refuse(call.Method, 400, "Bad Request: there is no text in the message to edit");
        if (editsText && BotApiChecks.Content(call, "text") is { } bad) return Wrong(call, bad);
        var text = editsText ? call.Text("text")! : message.Text;
        var entities = editsText ? call.Arguments["entities"] as JsonArray ?? [] : message.Entities;
        var markup = call.Arguments["reply_markup"] as JsonObject;
        if (text == message.Text && JsonNode.DeepEquals(markup, message.Markup) && JsonNode.DeepEquals(entities, message.Entities))
            return Refuse(call.Method, 400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        message.Earlier.Add(message.Text);
        (message.Text, message.Entities, message.Markup) = (text, (JsonArray)entities.DeepClone(), markup?.DeepClone() as JsonObject);
        return Ok(Describe(message, chat));
    }

    private (int Status, string Body)? Reach(BotApiCall call, out BotApiChat chat)
    {
        chat = null!;
        if ((call.Chat ?? Named(call.Text("chat_id"))) is not { } id) return Refuse(call.Method, 400, "Bad Request: chat_id is empty");
        if (!_chats.TryGetValue(id, out chat!)) return Refuse(call.Method, 400, "Bad Request: chat not found");
        if (chat.MovedTo is { } to) return (400, BotApiFault.Moved(to).Body);
        return chat.Refusal is { } refusal
            ? Refuse(call.Method, refusal.StartsWith("Forbidden", StringComparison.Ordinal) ? 403 : 400, refusal) : null;
    }

    private long? Named(string? name) => name is not ['@', .. var bare] ? null
        : _chats.Values.FirstOrDefault(c => bare.Equals(c.PublicName, StringComparison.OrdinalIgnoreCase))?.Id ?? 0;

    private (int Status, string Body) Wrong(BotApiCall call, string description)
    {
        _violations.Enqueue($"{call.Method}: {description}");
        return Refuse(call.Method, 400, $"Bad Request: {description}");
    }

    private (int Status, string Body) AnswerQuery(BotApiCall call)
    {
        var id = call.Text("callback_query_id") ?? "";
        if (!_queries.TryGetValue(id, out var answered)) return Refuse(call.Method, 400, QueryTooOld);
        if (answered)
        {
            if (!_updates.WasRepeated(id)) _violations.Enqueue($"answerCallbackQuery: {id} was answered before");
            return Refuse(call.Method, 400, QueryTooOld);
        }

        _queries[id] = true;
        return Ok(true);
    }

    private (int Status, string Body) SetMenu(BotApiCall call)
    {
        if (BotApiChecks.Commands(call) is { } bad) return Wrong(call, bad);
        var scope = call.Arguments["scope"] as JsonObject;
        var name = $"{(string?)scope?["type"] ?? "default"} {scope?["chat_id"]}".TrimEnd();
        _menus[$"{name}/{call.Text("language_code")}"] = (JsonArray)call.Arguments["commands"]!.DeepClone();
        return Ok(true);
    }

    private (int Status, string Body) GetFile(BotApiCall call)
    {
        var id = call.Text("file_id") ?? "";
        if (!_files.TryGetValue(id, out var bytes))
            return Refuse(call.Method, 400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        if (bytes.Length > 20 * 1024 * 1024) return Refuse(call.Method, 400, "Bad Request: file is too big");
        return Ok(new JsonObject
        {
            ["file_id"] = id,
            ["file_unique_id"] = $"u{id}",
            ["file_size"] = bytes.Length,
            ["file_path"] = $"documents/{id}"
        });
    }

    private async Task GiveFile(HttpContext http, string path)
    {
        byte[]? bytes;
        lock (_lock) bytes = _files.GetValueOrDefault(path.Split('/')[^1]);
        if (bytes is null) await Write(http, Refuse("file", 404, "Not Found"));
        else await http.Response.Body.WriteAsync(bytes);
    }

    private (int Status, string Body) SetWebhook(BotApiCall call)
    {
        if (!Uri.TryCreate(call.Text("url"), UriKind.Absolute, out var url)) return Wrong(call, "invalid webhook URL specified");
        if (call.Text("drop_pending_updates") == "true") _violations.Enqueue("setWebhook: pending updates would be lost");
        _webhook?.Dispose();
        _webhookUrl = call.Text("url")!;
        _webhook = new BotApiWebhook(url, call.Text("secret_token"), _updates, _time, DoInPlace);
        foreach (var update in _updates.All()) _webhook.Post(update);
        return Ok(true);
    }

    private (int Status, string Body) DeleteWebhook(BotApiCall call)
    {
        if (call.Text("drop_pending_updates") == "true") _violations.Enqueue("deleteWebhook: pending updates would be lost");
        _webhook?.Dispose();
        (_webhook, _webhookUrl) = (null, "");
        return Ok(true);
    }

    private async Task<(int Status, string Body)> GetUpdates(BotApiCall call, CancellationToken gone)
    {
        if (HasWebhook)
            return Refuse(call.Method, 409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        var updates = await _updates.Get(call.Number("offset") ?? 0, call.Number("limit") ?? 100, call.Number("timeout") ?? 0, gone);
        return updates is not null
            ? Ok(updates)
            : Refuse(call.Method, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
    }

    private JsonObject Describe(BotApiMessage message, BotApiChat chat) => new()
    {
        ["message_id"] = message.Id,
        ["from"] = new JsonObject { ["id"] = 110201543, ["is_bot"] = true, ["first_name"] = "Suara", ["username"] = BotName },
        ["chat"] = chat.Json,
        ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
        ["text"] = message.Text,
        ["reply_markup"] = message.Markup?["inline_keyboard"] is null ? null : message.Markup.DeepClone(),
    };
}
