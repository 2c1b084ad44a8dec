using Core.Dialogs.Messages;
using Core.Messaging;

namespace Core.Dialogs.Words;

/// <summary>
/// An album whose first picture was taken as an answer: the others come as messages of their own, and belong to it. It is remembered until
/// something else comes.
/// </summary>
internal sealed class BegunAlbum
{
    /// <summary>The channel's name of the album.</summary>
    public string Id { get; set; } = "";

    /// <summary>The question whose answer it is.</summary>
    public string Key { get; set; } = "";

    /// <summary>The command that takes what comes once the answer is given.</summary>
    public string More { get; set; } = "";

    /// <summary>What is to be remembered of the answer that this message gives; null where nothing can follow it.</summary>
    public static BegunAlbum? Of(Inbound inbound, WaitingAnswer answer, Carried? carried) =>
        inbound.Album is { } id && answer.More is { } more && carried is { Answers.Count: 1 }
            ? new BegunAlbum { Id = id, Key = carried.Answers.Keys.Single(), More = more.Text } : null;

    /// <summary>
    /// How the talk goes on with the next picture of the album: more on what was answered, or the open question of the answer itself.
    /// </summary>
    public static async ValueTask<(bool IsTaken, NextDialog? Next)> Take(MessageContext incoming, DialogRunner run, Told sent)
    {
        var state = incoming.State;
        if (state.Album is not { } album) return (false, null);
        if (album.Id != incoming.Inbound.Album || sent.IsEmpty || Command.Parse(album.More) is not { } more)
        {
            state.Album = null;
            return (false, null);
        }

        if (state.Open is { } open && open.Name == incoming.Dialogs.SampleOf(more.Name)?.Name)
        {
            if (open.Answer(album.Key) is not { } stored) return (false, null);
            open.Keep(album.Key, Told.Read(stored).And(incoming.Inbound).Write());
            await run.AskOpen();
            return (true, null);
        }

        var told = new Dictionary<string, string> { [album.Key] = sent.Write() };
        return (true, NextDialog.By(more, new Carried { Answers = told, Begun = told }));
    }
}
