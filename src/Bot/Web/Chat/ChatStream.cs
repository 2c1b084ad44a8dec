using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Web.Chat;

/// <summary>Sends the lines of a talk to the browser while they come (Server-Sent Events); each event's id is the line's number.</summary>
internal sealed class ChatStream(ChatTalk talk, ChatListeners listeners, TimeProvider time, IHostApplicationLifetime life)
{
    // Proxies cut a silent connection after 30 seconds or more; at each beat the table is read too, for lines of other processes.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>The newest page of the talk, or what came after a number.</summary>
    public async Task<IResult> History(HttpContext http, long after = 0)
    {
        var lines = await talk.After(ChatVisitor.AddressOf(http.Request)!, Math.Max(0, after), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        var events = string.Join(',', lines.Select(ChatLine.Event));
        return Results.Content($$"""{"messages":[{{events}}]}""", "application/json; charset=utf-8");
    }

    /// <summary>Writes events until the browser or the service leaves.</summary>
    public async Task<IResult> Follow(HttpContext http, long after = 0)
    {
        var address = ChatVisitor.AddressOf(http.Request)!;
        using var listener = listeners.Listen(address, Network.Of(http.Connection.RemoteIpAddress));
        if (listener is null) return ChatGuard.Refuse(http.Request, StatusCodes.Status429TooManyRequests, "chat.too-many-tabs");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        try
        {
            await Write(http, address, LastSeen(http.Request) ?? Math.Max(0, after), listener, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The browser went away or we stop; it comes back by itself with the last id.
        }

        return Results.Empty;
    }

    private async Task Write(HttpContext http, string address, long last, ChatListener listener, CancellationToken stop)
    {
        Open(http.Response);
        await http.Response.WriteAsync("retry: 2000\n\n", stop);
        while (true)
        {
            last = await WriteNew(http.Response, address, last, stop);
            await http.Response.Body.FlushAsync(stop);
            await listener.Wait(Beat, time, stop);
            await http.Response.WriteAsync(":\n\n", stop);
        }
    }

    private async Task<long> WriteNew(HttpResponse response, string address, long last, CancellationToken stop)
    {
        while (await talk.After(address, last, stop) is { Count: > 0 } lines)
        {
            foreach (var line in lines) await response.WriteAsync($"id: {line.Id}\ndata: {ChatLine.Event(line)}\n\n", stop);
            last = lines[^1].Id;
        }

        return last;
    }

    private static void Open(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static long? LastSeen(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
