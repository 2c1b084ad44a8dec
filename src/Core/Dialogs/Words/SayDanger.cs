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
        var said = $"danger:{danger}";
        if (incoming.State.Open?.Facts.TryAdd(said, null) == false) return;
        replies.Say(incoming.Reader.Whom(danger));
    }
}
