using System.ComponentModel.DataAnnotations;

namespace Core.Dialogs.Conversations;

/// <summary>How long an unfinished dialog waits (section <c>Conversations</c>).</summary>
internal sealed class ConversationOptions
{
    /// <summary>After so many minutes away, a person is asked whether to go on.</summary>
    [Range(1, 10_080)]
    public int ResumeAfterMinutes { get; set; } = 30;

    /// <summary>After so many hours away, an unfinished dialog is closed.</summary>
    [Range(1, 720)]
    public int ExpireAfterHours { get; set; } = 24;
}
