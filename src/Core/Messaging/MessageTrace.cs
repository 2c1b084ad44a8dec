using System.Diagnostics;

namespace Core.Messaging;

/// <summary>
/// The way of a message through the service as spans, for whoever takes them: channel, kind and outcome, and nothing that names a person or
/// says their words.
/// </summary>
internal static class MessageTrace
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "SuaraLayanan";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>From receiving it until it is on disk.</summary>
    public static Activity? Receive(Inbound message) => Source.StartActivity("receive", ActivityKind.Server)
        ?.SetTag("channel", message.Channel).SetTag("kind", KindOf(message));

    /// <summary>A part of it: what is done within the writer's transaction.</summary>
    public static Activity? Handle(ActivityContext of) => Source.StartActivity("handle", ActivityKind.Internal, of);

    /// <summary>A message on its way to the platform.</summary>
    public static Activity? Send(string channel, bool bulk) => Source.StartActivity("send", ActivityKind.Client)
        ?.SetTag("channel", channel).SetTag("bulk", bulk);

    /// <summary>How it ended.</summary>
    public static void End(Activity? span, string outcome)
    {
        span?.SetTag("outcome", outcome);
        if (outcome is "parked" or "refused") span?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>What kind of thing was received, of a closed list.</summary>
    public static string KindOf(Inbound message) => message switch
    {
        { Event: not ChatEvent.None } => "event",
        { Edited: true } => "edit",
        { Press: not null } => "press",
        { Files.Count: > 0 } => "file",
        { Place: not null } => "place",
        { Text: { } text } when text.StartsWith('/') => "command",
        _ => "text",
    };
}
