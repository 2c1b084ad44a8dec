using Core.Dialogs.Conversations;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Texts;

namespace Core.Dialogs.Messages;

/// <summary>Gathers what a person gets to read for one message: sentences, the card of the open question, the menu.</summary>
internal sealed class ReplyRenderer(MessageContext incoming)
{
    /// <summary>The tag of the card that asks "go on?"; no question's tag looks like it.</summary>
    public const string ResumeTag = "~";

    private readonly List<OutgoingMessage> _messages = [];
    private bool _replacesCard;

    /// <summary>The first message takes the place of the card that was pressed.</summary>
    public void ReplaceCard() => _replacesCard = incoming.Inbound.PressedMessage is not null;

    /// <summary>Says something.</summary>
    public void Say(LocalizedText line) =>
        _messages.Add(new OutgoingMessage { Address = incoming.Inbound.Address, Text = line.In(incoming.Words) });

    /// <summary>Says something with the commands that the person may go on with.</summary>
    public void SayWithMenu(string key) =>
        _messages.Add(new OutgoingMessage { Address = incoming.Inbound.Address, Text = incoming.Words[key], Rows = MenuRows() });

    public void Say(IReadOnlyList<Reply> says) => _messages.AddRange(Replies.Of(says, incoming.Inbound.Address));

    /// <summary>Shows the open question below what was said between the questions; together with the last message when asked to.</summary>
    public void Show(Position position, DialogContext context, LocalizedText? problem, bool together = false)
    {
        var question = position.Open!;
        var open = context.Dialog;
        open.Asked = question.Key;
        var card = CardOf(position, context);
        var above = context.Says.Select(s => s.Text).ToList();
        if (problem is { } wrong) above.Add(wrong.In(incoming.Words));
        if (together && TakeLast() is { } last) above.Insert(0, last.Text);
        PutAbove(card, string.Join("\n\n", above));
        Add(card);
    }

    /// <summary>The card of the open question with all of its buttons.</summary>
    public Card CardOf(Position position, DialogContext context)
    {
        var question = position.Open!;
        var card = new Card(context.Dialog.Run, CallbackData.TagOf(question.Key), incoming.Channel);
        question.Show(card, context.Dialog.Draft, context);
        if (question.OffersWayOut) card.Rows.Add(WayOut(card, position, question));
        return card;
    }

    /// <summary>What is said stands above the question, or before it where the channel has no room for both in one message.</summary>
    private void PutAbove(Card card, string said)
    {
        if (said.Length == 0) return;
        var together = $"{said}\n\n{card.Text}";
        if (together.Length <= incoming.Channel.TextMax) card.Text = together;
        else _messages.Add(new OutgoingMessage { Address = incoming.Inbound.Address, Text = said });
    }

    /// <summary>Asks whether to go on with what is unfinished.</summary>
    public void ShowResume(DialogContext context)
    {
        var words = incoming.Words;
        var card = new Card(context.Dialog.Run, ResumeTag, incoming.Channel);
        card.Text = words["dialog.resume", context.Unfinished ?? words["dialog.something"]];
        card.Rows.Add([card.Button(words["dialog.resume-go"], "go"), card.Button(words["dialog.resume-new"], "new")]);
        card.Rows.Add([card.Button(words["dialog.resume-no"], "no")]);
        Add(card);
    }

    /// <summary>
    /// Writes down where the talk stands now, and puts the messages into the outbox: the first one in the place of the card before it.
    /// </summary>
    public async ValueTask PutAndSave()
    {
        if (_messages.Count > 0) _messages[0] = InPlace(_messages[0]);
        foreach (var card in _messages.Where(m => m.Topic is not null)) incoming.Session.Card = card.EditOf;
        TypedButton.Note(incoming.State, _messages, incoming.Words);
        await incoming.Save();
        foreach (var message in _messages) await incoming.Send(message);
    }

    private OutgoingMessage InPlace(OutgoingMessage message)
    {
        var (channel, pressed) = (incoming.Channel, incoming.Inbound.PressedMessage);
        if (_replacesCard && channel.CanEdit && message.File is null && !message.AsksPlace) return message with { EditOf = pressed };
        return channel.CanRetire && (incoming.Session.Card ?? pressed) is { } old ? message with { Retires = old } : message;
    }

    private OutgoingMessage? TakeLast()
    {
        if (_messages.Count == 0) return null;
        var last = _messages[^1];
        _messages.RemoveAt(_messages.Count - 1);
        return last;
    }

    private List<Button> WayOut(Card card, Position position, Question question)
    {
        var stop = card.Button(incoming.Words[question.StopLabel], CallbackData.Stop);
        return position.Path.Count == 0 ? [stop] : [card.Button(incoming.Words["dialog.back"], CallbackData.Back), stop];
    }

    private void Add(Card card) => _messages.Add(new OutgoingMessage
    {
        Address = incoming.Inbound.Address,
        Text = card.Text,
        Rows = card.Rows,
        AsksPlace = card.AsksPlace,
        Topic = Topic.Of(FollowDeliveries.Card, incoming.Session.Who.Id),
    });

    private IReadOnlyList<IReadOnlyList<Button>> MenuRows() => [.. incoming.Dialogs.MenuOf(incoming.Session.Who)
        .Where(d => CommandRights.IsFirst(d.Command!))
        .Select(d => new Button[] { new(incoming.Words[$"menu.{d.Command![1..]}"], d.Command) })];
}
