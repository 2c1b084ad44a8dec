using System.ComponentModel.DataAnnotations;

namespace Core.Outbox;

/// <summary>How fast we may send (section <c>Outbox</c>): the rates of every channel that does not tell its own.</summary>
internal sealed class OutboxOptions
{
    /// <summary>Messages a second over all chats of a channel; replies go first, bulk takes what is left.</summary>
    [Range(1, 1000)]
    public double PerSecond { get; set; } = 30;

    /// <summary>New messages a second to one chat; a few at once are allowed, edits of a card do not count.</summary>
    [Range(0.01, 100)]
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>New messages a chat may get at once before <see cref="PerChatPerSecond"/> holds.</summary>
    [Range(1, 100)]
    public int PerChatBurst { get; set; } = 5;

    /// <summary>Messages a minute to one group.</summary>
    [Range(1, 1000)]
    public double PerGroupPerMinute { get; set; } = 20;

    /// <summary>Names this process among several on one database; empty for the only one.</summary>
    [StringLength(40, ErrorMessage = "Outbox:Instance may have at most 40 letters.")]
    public string Instance { get; set; } = "";
}
