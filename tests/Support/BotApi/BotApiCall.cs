using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tests.Support.BotApi;

/// <summary>One call of the bot, as it arrived.</summary>
public sealed class BotApiCall
{
    private static readonly HashSet<string> Structured = ["reply_markup", "media", "entities", "caption_entities", "commands", "scope",
        "allowed_updates", "link_preview_options", "reply_parameters"];
    private static readonly HashSet<string> Numbers = ["chat_id", "user_id", "message_id", "message_thread_id", "offset", "limit",
        "timeout", "max_connections"];
    private readonly Dictionary<string, byte[]> _files = [];

    private BotApiCall(string method) => Method = method;

    /// <summary>The method's name.</summary>
    public string Method { get; }

    /// <summary>Its arguments as JSON, however they were sent.</summary>
    public JsonObject Arguments { get; private set; } = [];

    /// <summary>Uploaded files by parameter.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>The name that an uploaded file was given.</summary>
    public string? FileName { get; private set; }

    /// <summary>Whether the body could be read at all.</summary>
    public bool Readable { get; private set; } = true;

    /// <summary>Uploaded files that are parameters themselves; the others are named by <c>attach://</c> in another one.</summary>
    public IReadOnlySet<string> FileParameters =>
        Files.Keys.Where(f => !Arguments.Any(a => a.Value?.ToJsonString().Contains($"\"attach://{f}\"", StringComparison.Ordinal) == true))
            .ToHashSet();

    public long? Chat => Number("chat_id");

    public string? Text(string name) => Arguments[name] is JsonValue v ? v.ToString() : null;

    public long? Number(string name) => long.TryParse(Text(name), out var number) ? number : null;

    internal static async Task<BotApiCall> Read(string method, HttpRequest request)
    {
        var call = new BotApiCall(method);
        try
        {
            if (request.HasFormContentType) await call.ReadForm(await request.ReadFormAsync());
            else if (request.ContentLength is not 0 && request.HasJsonContentType())
                call.Arguments = (JsonObject)(await JsonNode.ParseAsync(request.Body))!;
        }
        catch (Exception e) when (e is JsonException or InvalidCastException)
        {
            call.Readable = false;
        }

        return call;
    }

    /// <summary>A call that stands in the answer to the webhook's; null where there is none.</summary>
    internal static BotApiCall? In(string body)
    {
        if (JsonNode.Parse(body) is not JsonObject arguments || (string?)arguments["method"] is not { } method) return null;
        arguments.Remove("method");
        return new BotApiCall(method) { Arguments = arguments };
    }

    private async Task ReadForm(IFormCollection form)
    {
        foreach (var (name, value) in form) Arguments[name] = Typed(name, value.ToString());
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            _files[file.Name] = bytes.ToArray();
            FileName = file.FileName;
        }
    }

    private static JsonNode? Typed(string name, string value)
    {
        if (Structured.Contains(name)) return JsonNode.Parse(value);
        if (Numbers.Contains(name) && long.TryParse(value, out var number)) return number;
        return bool.TryParse(value, out var truth) ? truth : value;
    }
}
