using Core.Complaints.Attachments;
using Core.Messaging;
using Core.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>Takes files from the person and gives the files of a talk back to its own browser.</summary>
internal sealed class ChatUpload(ChatTalk talk, ChatFiles files, Func<IReadOnlyList<Inbound>, Task> receive, IOptions<WebOptions> options)
{
    private const int NameMax = 120;
    private const int FormRoom = 64 * 1024;
    private static readonly SemaphoreSlim Looks = new(2);

    /// <summary>Takes one file (form fields <c>id</c>, <c>language</c>, <c>album</c>, <c>text</c>, <c>file</c>).</summary>
    public async Task<IResult> Take(HttpContext http)
    {
        var request = http.Request;
        Allow(http);
        if (request.ContentLength > options.Value.UploadBytes + FormRoom) return TooLarge(request);
        if (!request.HasFormContentType) return Bad(request, "chat.not-understood");
        try
        {
            var limits = new FormOptions { MultipartBodyLengthLimit = options.Value.UploadBytes + FormRoom };
            return await Take(http, await request.ReadFormAsync(limits, http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return TooLarge(request);
        }
    }

    /// <summary>The file of a line, to the browser whose talk it stands in.</summary>
    public async Task<IResult> Give(HttpContext http, long id)
    {
        var line = await talk.Find(ChatVisitor.AddressOf(http.Request)!, id);
        if (line?.FileReference is not { } reference || files.Open(reference) is not { } content)
            return ChatGuard.Refuse(http.Request, StatusCodes.Status404NotFound, "chat.file-gone");
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return PictureType(content) is { } picture
            ? Results.Stream(content, picture)
            : Results.Stream(content, "application/octet-stream", ChatLine.Read(line.Body).File?.Name ?? "file");
    }

    private async Task<IResult> Take(HttpContext http, IFormCollection form)
    {
        var (id, file, text) = ($"{form["id"]}", form.Files.GetFile("file"), TextFormatting.Clean($"{form["text"]}").Trim());
        if (!ChatPost.IsId(id) || form.Files.Count != 1 || file is null or { Length: 0 }) return Bad(http.Request, "chat.not-understood");
        if (file.Length > options.Value.UploadBytes) return TooLarge(http.Request);
        if (text.Length > options.Value.TextMax) return Bad(http.Request, "chat.too-long", text.Length, options.Value.TextMax);
        if (!files.HasRoom) return ChatGuard.Refuse(http.Request, StatusCodes.Status507InsufficientStorage, "chat.disk-full");

        var address = ChatVisitor.AddressOf(http.Request)!;
        var line = await talk.Said(address, id) ?? await Keep(address, id, file, text, http.RequestAborted);
        await receive([InboundOf(address, id, form, await Look(file, line.FileReference!, http.RequestAborted))]);
        return Results.Json(new { ok = true });
    }

    private async Task<WebMessage> Keep(string address, string id, IFormFile file, string text, CancellationToken stop)
    {
        await using var content = file.OpenReadStream();
        var picture = PictureType(content) is not null;
        var reference = await files.Keep(content, address, sent: false, stop);
        var said = new ChatLine { Text = text.Length == 0 ? null : text, File = new(NameOf(file), picture, null, file.Length) };
        var line = await talk.Say(address, id, said, reference);
        if (line.FileReference != reference) files.Drop(reference);
        return line;
    }

    /// <summary>What its content is, so that who sent something that nobody can open hears of it at once.</summary>
    private static async Task<InboundFile> Look(IFormFile file, string reference, CancellationToken stop)
    {
        var sent = new InboundFile(reference, KindOf(file.ContentType), NameOf(file), file.ContentType, file.Length);
        return await StateOf(file, sent.Kind, stop) switch
        {
            AttachmentState.Heif => sent with { MediaType = "image/heic" },
            AttachmentState.WrongKind => sent with { Unreadable = true },
            _ => sent,
        };
    }

    /// <summary>A file lies in memory for it, so only a few at once.</summary>
    private static async Task<AttachmentState> StateOf(IFormFile file, FileKind kind, CancellationToken stop)
    {
        await Looks.WaitAsync(stop);
        try
        {
            var content = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(content, stop);
            return KeptFile.Check(content, kind).State;
        }
        finally
        {
            Looks.Release();
        }
    }

    private static Inbound InboundOf(string address, string id, IFormCollection form, InboundFile file) => new()
    {
        Channel = WebChannel.ChannelName,
        ExternalId = $"{address}:{id}",
        Address = address,
        Sender = address,
        Language = $"{form["language"]}" is { Length: > 0 and <= 35 } language ? language : null,
        Text = TextFormatting.Clean($"{form["text"]}").Trim() is { Length: > 0 } text ? text : null,
        Files = [file],
        Album = ChatPost.IsId(form["album"]) ? $"{address}:{form["album"]}" : null,
    };

    private static FileKind KindOf(string? type) => type?.Split('/')[0] switch
    {
        "image" => FileKind.Photo,
        "audio" => FileKind.Voice,
        "video" => FileKind.Video,
        _ => FileKind.Document,
    };

    private static string NameOf(IFormFile file)
    {
        var name = TextFormatting.Clean(file.FileName.Split('/', '\\')[^1]).ReplaceLineEndings(" ").Trim();
        return name.Length == 0 ? "file" : Characters.Head(name, NameMax);
    }

    /// <summary>The media type by the first bytes, for pictures that every browser shows safely; never by what the sender says.</summary>
    private static string? PictureType(Stream content)
    {
        Span<byte> start = stackalloc byte[12];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        start = start[..read];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])) return "image/png";
        return start.StartsWith("RIFF"u8) && start.EndsWith("WEBP"u8) ? "image/webp" : null;
    }

    private void Allow(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.UploadBytes + FormRoom;
    }

    private IResult TooLarge(HttpRequest request) =>
        ChatGuard.Refuse(request, StatusCodes.Status413PayloadTooLarge, "chat.file-too-large", options.Value.UploadMegabytes);

    private static IResult Bad(HttpRequest request, string key, params object?[] args) =>
        ChatGuard.Refuse(request, StatusCodes.Status400BadRequest, key, args);
}
