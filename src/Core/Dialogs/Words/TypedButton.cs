using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Intents;
using Core.Messaging;

namespace Core.Dialogs.Words;

/// <summary>Words that read as a button of a card in the talk, be it one that was asked for or one that came by itself.</summary>
internal static class TypedButton
{
    private const int Most = 30;

    /// <summary>
    /// Notes the buttons of what is said now. Those that open a talk by a payload are left out: below the thanks for a rating they name
    /// the unit, and nothing may tell who rated it. Their words are read as wishes. Of older cards no single word stays: "belum" is said
    /// to what was sent last. Once a dialog has ended nothing stays of what led to it: a card about a unit would tell who rated it.
    /// </summary>
    public static void Note(ConversationState state, IEnumerable<OutgoingMessage> messages, Texts.Wording words)
    {
        var shown = messages.Where(m => m.Topic is null).Reverse().SelectMany(m => m.Rows).SelectMany(r => r)
            .Where(b => b.Data is { Length: > 1 } data && data[0] == '/')
            .Select(b => new ShownButton { Label = b.Says?.In(words) ?? b.Label, Data = b.Data! }).ToList();
        if (state.HasEnded) state.Shown = null;
        if (shown.Count == 0) return;
        var before = (state.Shown ?? []).Where(b => b.Label.Contains(' '));
        state.Shown = [.. shown.Concat(before).DistinctBy(b => b.Label).Take(Most)];
    }

    /// <summary>The command that the words stand for as a button does; null when they read as none.</summary>
    public static Command? Of(MessageContext incoming)
    {
        var (inbound, state) = (incoming.Inbound, incoming.State);
        if (inbound.Files.Count > 0 || inbound.Place is not null || string.IsNullOrWhiteSpace(inbound.Text)) return null;
        return Fitting(incoming, inbound.Text, [.. (state.Shown ?? []).Select(b => new AnswerOption(b.Data, Whole(b.Label), false))])
            ?? Fitting(incoming, inbound.Text, [.. incoming.Reader.Notices.Where(n => incoming.MayStart(n.Command))
                .Select(n => new AnswerOption(n.Command.Text, Whole(n.Label.In(incoming.Words)), false))]);
    }

    /// <summary>Only the whole label counts here: a bare "ya" is no "Ya, sudah selesai" of a card further up.</summary>
    private static string Whole(string label) => label.Replace(",", "");

    private static Command? Fitting(MessageContext incoming, string text, IReadOnlyList<AnswerOption> options)
    {
        if (options.Count == 0) return null;
        var language = incoming.Session.Who.Language;
        var words = CutWords.Of(text);
        var around = words.TakeWhile(incoming.Reader.IsWanting).Count();
        foreach (var typed in Enumerable.Range(0, around + 1).Select(n => n == 0 ? text : string.Join(' ', words.Skip(n))))
            if (incoming.Reader.Answer(typed, options, language) is { Sure: true, Why: "label" or "words" or "slip" } read
                && Command.Parse(read.Id) is { } command && incoming.MayStart(command)) return command;
        return null;
    }
}
