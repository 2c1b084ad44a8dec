using System.Net;
using Core.Messaging;
using Telegram.Bot.Exceptions;

namespace Bot.Telegram.Sending;

/// <summary>
/// What a failed call means for the message. Told by code and the start of the platform's words:
/// 429 the whole bot waits; no answer, 408 and 5xx try again; 403 and an unknown chat nobody is there any more;
/// a group that became a supergroup has moved; 401 and 404 the token or the address is wrong, so everything waits;
/// any other 400 is the message's own fault. A page of somebody between us and the platform judges no message: it is tried again.
/// </summary>
internal static class SendErrorMapper
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);
    private static readonly string[] Prefixes = ["Bad Request: ", "Forbidden: ", "Conflict: "];
    private static readonly string[] NobodyThere =
    [
        "chat not found", "chat_id is empty", "PEER_ID_INVALID", "user is deactivated", "bot was kicked", "bot was blocked",
        "the group chat was deleted", "group chat was deactivated", "CHAT_WRITE_FORBIDDEN",
    ];

    private static readonly string[] CannotEdit =
        ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID", "there is no text in the message to edit"];

    /// <summary>The outcome of a call that failed, and how long the gate stays closed after it.</summary>
    public static SendOutcome Of(RequestException error, TimeSpan silence) => error switch
    {
        ApiRequestException answer => Of(answer, silence),
        { HttpStatusCode: HttpStatusCode.RequestEntityTooLarge } => new SendOutcome.Refused(error.Message),
        { HttpStatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.ProxyAuthenticationRequired } =>
            new SendOutcome.Later(UntilMended, Everyone: true),
        _ => new SendOutcome.Later(Soon, Everyone: false),
    };

    /// <summary>Whether the edited message looks like that already.</summary>
    public static bool IsUnchanged(RequestException error) => Says(error, "message is not modified");

    /// <summary>Whether the message cannot be edited any more, so that a new one must be sent.</summary>
    public static bool IsBeyondEditing(RequestException error) => CannotEdit.Any(words => Says(error, words));

    /// <summary>Whether the forum topic is gone, so that the message goes to the group itself.</summary>
    public static bool IsTopicGone(RequestException error) => Says(error, "message thread not found") || Says(error, "TOPIC_DELETED");

    /// <summary>Whether the platform does not know a file by the id that it gave it, so that it must be uploaded again.</summary>
    public static bool IsFileUnknown(RequestException error) => Says(error, "wrong file identifier") || Says(error, "wrong remote file");

    /// <summary>Whether the platform itself says that it does not know the token; a page with that code is a proxy's.</summary>
    public static bool IsWrongToken(RequestException error) =>
        error is ApiRequestException { ErrorCode: 401 }
        || (error is ApiRequestException { ErrorCode: 404 } && Begins(error.Message, "Not Found"));

    /// <summary>Whether updates cannot be asked for because a webhook is set.</summary>
    public static bool IsWebhookInTheWay(RequestException error) =>
        error is ApiRequestException { ErrorCode: 409 } && Begins(error.Message, "can't use getUpdates method while webhook");

    /// <summary>The code of an answer, for the log; 0 when no answer came.</summary>
    public static int CodeOf(RequestException error) =>
        error is ApiRequestException answer ? answer.ErrorCode : (int)(error.HttpStatusCode ?? 0);

    private static SendOutcome Of(ApiRequestException error, TimeSpan silence) => error switch
    {
        { ErrorCode: 429 } => new SendOutcome.Later(silence > Soon ? silence : Soon, Everyone: true),
        { ErrorCode: 408 or >= 500 } => new SendOutcome.Later(After(error), Everyone: false),
        { ErrorCode: 401 or 404 } => new SendOutcome.Later(UntilMended, Everyone: true),
        { Parameters.MigrateToChatId: < 0 and var moved } => new SendOutcome.Moved($"{moved}"),
        { ErrorCode: 403 } => new SendOutcome.Unreachable(error.Message),
        _ when NobodyThere.Any(words => Begins(error.Message, words)) => new SendOutcome.Unreachable(error.Message),
        _ => new SendOutcome.Refused(error.Message),
    };

    private static TimeSpan After(ApiRequestException error) =>
        error.Parameters?.RetryAfter is { } seconds && TimeSpan.FromSeconds(seconds) is var asked && asked > Soon ? asked : Soon;

    private static bool Says(RequestException error, string start) =>
        error is ApiRequestException { ErrorCode: 400 } && Begins(error.Message, start);

    // Whether the platform's words, without their general prefix, begin like this.
    private static bool Begins(string description, string start)
    {
        var words = description.AsSpan();
        foreach (var prefix in Prefixes)
            if (words.StartsWith(prefix, StringComparison.Ordinal)) words = words[prefix.Length..];
        return words.StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }
}
