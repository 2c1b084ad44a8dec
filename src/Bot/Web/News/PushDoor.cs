using Bot.Web.Chat;
using Core.News;
using Core.Persistence;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>Where the page of the chat asks for our key and leaves its browser's subscription, and the worker that shows a push.</summary>
internal sealed class PushDoor(KeepWays ways, FindWays find, VapidKeys keys, IOptions<PushOptions> options)
{
    /// <summary>The largest request with a subscription, in bytes.</summary>
    public const long BodyMax = 8 * 1024;

    private static readonly string Worker = OwnFiles.Text("sw.js");
    private static readonly string Script = OwnFiles.Text("news.js");

    private static readonly string[] Sentences = ["push", "more", "hint", "on", "refused", "failed"];

    /// <summary>The header in which the browser names the subscription that it has.</summary>
    internal const string Has = "X-Push";

    /// <summary>
    /// The key by which the browser knows our pushes, empty where they are off; whether what it has is still called; and what its page
    /// says.
    /// </summary>
    public async Task<IResult> Key(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var words = ChatGuard.WordingOf(http.Request);
        var say = Sentences.ToDictionary(s => s, s => words[$"news.offer-{s}"]);
        var on = ChatVisitor.AddressOf(http.Request) is { } address
            && $"{http.Request.Headers[Has]}" is { Length: > 0 and <= 2000 } endpoint
            && await find.HasPush(new ChatKey(WebChannel.ChannelName, address), endpoint);
        return Results.Json(new { key = options.Value.On ? keys.Public : "", on, say });
    }

    /// <summary>Takes a subscription; only of the known push services.</summary>
    public async Task<IResult> Take(Subscription given, HttpContext http)
    {
        if (!options.Value.On || !options.Value.Knows(given.Endpoint) || !given.HasKeys())
            return ChatGuard.Refuse(http.Request, StatusCodes.Status400BadRequest, "news.push-refused");
        var who = new ChatKey(WebChannel.ChannelName, ChatVisitor.AddressOf(http.Request)!);
        return await ways.AddPush(who, given.Endpoint!, given.Write()) ? Results.Json(new { ok = true })
            : ChatGuard.Refuse(http.Request, StatusCodes.Status409Conflict, "news.talk-first");
    }

    /// <summary>The service worker. It may look after the chat's own address only.</summary>
    public static IResult ServiceWorker(HttpContext http)
    {
        http.Response.Headers["Service-Worker-Allowed"] = $"{http.Request.PathBase}/chat";
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Content(Worker, "text/javascript; charset=utf-8");
    }

    /// <summary>The script that asks the browser for its leave.</summary>
    public static IResult Code(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Content(Script, "text/javascript; charset=utf-8");
    }
}
