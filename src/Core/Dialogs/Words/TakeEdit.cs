using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Dialogs.Questions;

namespace Core.Dialogs.Words;

/// <summary>
/// A message was edited after it was sent. While the dialog that took it is open the new words count; otherwise it is said, once, that
/// edits are not read.
/// </summary>
internal static class TakeEdit
{
    public static async ValueTask Take(MessageContext incoming, ReplyRenderer replies, DialogRunner run)
    {
        var (state, typed) = (incoming.State, (incoming.Inbound.Text ?? "").Trim());
        if (incoming.Session.LastAt is null || typed.Length == 0 || typed[0] == '/') return;
        if (state.Open?.Said?.Find(s => s.Id == incoming.Inbound.MessageId) is { } piece && piece.Text != typed)
        {
            if (Amend(state.Open, piece, typed))
            {
                replies.Say("talk.edit-taken");
                await run.AskOpen(together: true);
                return;
            }
        }
        else if (state.Open?.Said?.Exists(s => s.Id == incoming.Inbound.MessageId) == true) return;

        if (state.ToldOfEdits) return;
        state.ToldOfEdits = true;
        replies.Say("talk.edit-unread");
        await run.AskOpen(together: true);
    }

    /// <summary>The words where they are kept: in what is being written, in the answer that they became, or in what was begun.</summary>
    private static bool Amend(OpenDialog open, SaidPiece piece, string typed)
    {
        if (!AmendStored(open, piece.Text, typed)) return false;
        piece.Text = typed;
        return true;
    }

    private static bool AmendStored(OpenDialog open, string before, string after)
    {
        if (Replaced(open.Draft, before, after) is { } draft)
        {
            open.Draft = draft;
            return true;
        }

        foreach (var answer in Enumerable.Reverse(open.Answers))
        {
            if (Replaced(answer.Value, before, after) is not { } value) continue;
            answer.Value = value;
            return true;
        }

        foreach (var (key, begun) in open.Begun ?? [])
        {
            if (Replaced(begun, before, after) is not { } value) continue;
            open.Begun![key] = value;
            return true;
        }

        return false;
    }

    /// <summary>Stored input is plain words, or words within JSON.</summary>
    private static string? Replaced(string? stored, string before, string after)
    {
        if (stored is null) return null;
        var (from, to) = stored.Contains('{') ? (ToldQuestion.Escaped(before), ToldQuestion.Escaped(after)) : (before, after);
        for (var at = stored.Length; at > 0 && (at = stored.LastIndexOf(from, at - 1, StringComparison.Ordinal)) >= 0;)
            if (IsEdge(stored, at - 1) && IsEdge(stored, at + from.Length)) return stored[..at] + to + stored[(at + from.Length)..];
        return null;
    }

    /// <summary>A piece ends where a line does, or the text in the JSON; a short one may stand within a longer one.</summary>
    private static bool IsEdge(string stored, int at)
    {
        if (at < 0 || at >= stored.Length || stored[at] is '\n' or '"') return true;
        return stored[at] == '\\' ? at + 1 < stored.Length && stored[at + 1] == 'n' : stored[at] == 'n' && at > 0 && stored[at - 1] == '\\';
    }
}
