using Core.Dialogs.Messages;

namespace Core.Dialogs.Words;

/// <summary>
/// Says whom to call when somebody writes of danger, before anything else; in one dialog once for each kind, since a story comes in many
/// messages.
/// </summary>
internal static class SayDanger
{
    public static void Say(MessageContext incoming, ReplyRenderer replies)
    {
        if (incoming.Reader.DangerIn(incoming.Inbound.Text) is not { } danger) return;
        if (incoming.Inbound.Edited && IsAsBefore(incoming)) return;
        var said = $"danger:{danger}";
        if (incoming.State.Open?.Facts.TryAdd(said, null) == false) return;
        replies.Say(incoming.Reader.Whom(danger));
    }

    /// <summary>An edit that changes no word, such as one that adds a preview.</summary>
    private static bool IsAsBefore(MessageContext incoming) => incoming.State.Open?.Said?.Exists(
        s => s.Id == incoming.Inbound.MessageId && s.Text == (incoming.Inbound.Text ?? "").Trim()) == true;
}
