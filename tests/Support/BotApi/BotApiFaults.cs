using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Tests.Support.BotApi;

/// <summary>A way in which a call goes wrong.</summary>
/// <param name="Status">The HTTP status; 0 cuts the connection.</param>
/// <param name="Body">The body.</param>
/// <param name="Accepted">Whether the call is carried out all the same.</param>
/// <param name="RetryAfter">Seconds of silence that a 429 asks for.</param>
public sealed record BotApiFault(int Status, string Body = "", bool Accepted = false, int? RetryAfter = null)
{
    /// <summary>No fault: lets one call pass before the next fault.</summary>
    public static BotApiFault Pass { get; } = new(-1);

    public static BotApiFault ServerError { get; } = Error(500, "Internal Server Error: restart");

    public static BotApiFault Html { get; } = new(502, "<html><body><h1>502 Bad Gateway</h1></body></html>");

    public static BotApiFault HtmlThatSaysOk { get; } = new(200, "<html>Please log in to the network</html>");

    public static BotApiFault Cut { get; } = new(0);

    public static BotApiFault CutAfterAccepting { get; } = new(0, Accepted: true);

    public static BotApiFault Blocked { get; } = Error(403, "Forbidden: bot was blocked by the user");

    public static BotApiFault Flood(int seconds) =>
        new(429, $$$"""{"ok":false,"error_code":429,"description":"Too Many Requests: retry after {{{seconds}}}","parameters":{"retry_after":{{{seconds}}}}}""", RetryAfter: seconds);

    public static BotApiFault Moved(long to) =>
        new(400, $$$"""{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":{{{to}}}}}""");

    public static BotApiFault Error(int code, string description) =>
        new(code, new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description }.ToJsonString());
}

/// <summary>Which calls go wrong: the next ones by order, or some by chance with a seed.</summary>
public sealed class BotApiFaults
{
    private readonly ConcurrentQueue<(string? Method, BotApiFault Fault)> _next = new();
    private readonly Lock _lock = new();
    private Random? _chance;
    private double _rate;
    private BotApiFault[] _kinds = [];

    /// <summary>How many calls went wrong.</summary>
    public int Given { get; private set; }

    /// <summary>Fails the next calls (of a method, if named), in this order.</summary>
    public void Next(string? method, params ReadOnlySpan<BotApiFault> faults)
    {
        foreach (var fault in faults) _next.Enqueue((method, fault));
    }

    /// <summary>Fails this share of the calls from now on, with faults drawn by the seed; a rate of 0 ends it.</summary>
    public void Randomly(double rate, int seed, params BotApiFault[] kinds)
    {
        lock (_lock) (_rate, _chance, _kinds) = (rate, new Random(seed), kinds);
    }

    internal BotApiFault? For(string method)
    {
        lock (_lock)
        {
            var fault = Ordered(method) ?? (_chance is { } chance && chance.NextDouble() < _rate ? _kinds[chance.Next(_kinds.Length)]
                : null);
            if (fault == BotApiFault.Pass) return null;
            if (fault is not null) Given++;
            return fault;
        }
    }

    private BotApiFault? Ordered(string method)
    {
        for (var i = _next.Count; i > 0 && _next.TryDequeue(out var one); i--)
        {
            if ((one.Method ?? method) == method && (one.Method is not null || method != "getUpdates")) return one.Fault;
            _next.Enqueue(one);
        }

        return null;
    }
}
