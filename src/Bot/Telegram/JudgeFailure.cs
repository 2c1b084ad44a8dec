using Bot.Telegram.BotApi;
using Core.Messaging;

namespace Bot.Telegram;

/// <summary>
/// What a failed call means for the message. Told by code and the start of the platform's words:
/// 429 the whole bot waits; no answer, 408 and 5xx try again; 403 and an unknown chat nobody is there any more;
/// a group that became a supergroup has moved; 401 and 404 the token or the address is wrong, so everything waits;
/// any other 400 is the message's own fault.
/// </summary>
internal static class JudgeFailure
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Flood = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(1);
    private static readonly string[] NobodyThere =
        ["chat not found", "chat_id is empty", "PEER_ID_INVALID", "user is deactivated", "bot was kicked", "bot was blocked", "the group chat was deleted", "group chat was deactivated", "CHAT_WRITE_FORBIDDEN"];

    private static readonly string[] CannotEdit =
        ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID", "there is no text in the message to edit"];

    /// <summary>The outcome of a call that failed.</summary>
    public static SendOutcome Of(ApiError error) => error switch
    {
        { Code: 429 } => new SendOutcome.Later(error.RetryAfter ?? Flood, Everyone: true),
        { Code: 0 or 408 or >= 500 } => new SendOutcome.Later(error.RetryAfter ?? Soon, Everyone: false),
        { Code: 401 or 404 } => new SendOutcome.Later(UntilMended, Everyone: true),
        { MigrateToChatId: { } moved } => new SendOutcome.Moved($"{moved}"),
        { Code: 403 } => new SendOutcome.Unreachable(error.Description),
        _ when NobodyThere.Any(error.Says) => new SendOutcome.Unreachable(error.Description),
        _ => new SendOutcome.Refused(error.Description),
    };

    /// <summary>Whether the edited message looks like that already.</summary>
    public static bool IsUnchanged(ApiError error) => error.Code == 400 && error.Says("message is not modified");

    /// <summary>Whether the message cannot be edited any more, so that a new one must be sent.</summary>
    public static bool IsBeyondEditing(ApiError error) => error.Code == 400 && CannotEdit.Any(error.Says);

    /// <summary>Whether the forum topic is gone, so that the message goes to the group itself.</summary>
    public static bool IsTopicGone(ApiError error) => error.Code == 400 && (error.Says("message thread not found") || error.Says("TOPIC_DELETED"));
}
