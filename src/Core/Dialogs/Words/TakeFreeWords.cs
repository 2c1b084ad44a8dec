using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Intents;
using Core.Messaging;

namespace Core.Dialogs.Words;

/// <summary>
/// What follows from words, files or a place that come while no dialog is open: a wish is done, a question that waits is answered, and what
/// is unclear is asked about. Nothing that was sent is thrown away.
/// </summary>
internal sealed class TakeFreeWords(MessageContext incoming, ReplyRenderer replies)
{
    private const int FewestOfStory = 4;
    private const int FewWords = 2;
    private const int BareWords = 2;
    private const int ShortWish = 4;
    private const int WishWhileTelling = 6;
    private static readonly TimeSpan StillTelling = TimeSpan.FromMinutes(10);

    private readonly FitWaiting _waiting = new(incoming);

    private string Language => incoming.Session.Who.Language;

    private ReadWords Reader => incoming.Reader;

    /// <summary>What this message tells.</summary>
    public Told Sent => Told.Of(EmptyFiles.Without(incoming.Inbound));

    /// <summary>How the talk goes on; null when everything is said.</summary>
    public async ValueTask<NextDialog?> Take()
    {
        var (text, told) = (incoming.Inbound.Text ?? "", Sent);
        if (EmptyFiles.In(incoming.Inbound) is { } empty)
        {
            replies.Say(empty);
            if (told.IsEmpty) return null;
        }

        if (await TakeReplied() is { } replied) return replied;
        if (TypedButton.Of(incoming) is { } button && !await AnswersWaiting(text)) return NextDialog.By(button);
        var read = Reader.Read(text, Language, OpenQuestion.None);
        if (read.Typo is { } typo) return NextDialog.By(Commands.Track.With(typo));
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        if (waiting.Any(q => q.AsksOpinion) && !waiting.Any(q => _waiting.Presses(q, text) is not null) && _waiting.IsOpinion(read, told))
            return TakeReply.To(told);
        if (read.Sure && CommandFor.IsWish(read.Intent)) return Wish(read, text, told);
        if (Reply(waiting, read, told) is { } reply) return reply;
        if (read.Sure && told.Files.Count == 0 && CommandFor.Wish(read, text, Reader) is { } command) return NextDialog.By(command);
        return Unclear(read, told);
    }

    /// <summary>
    /// Words that reply to an earlier message of ours belong to what it was about, whatever else waits or is open; null when it was about
    /// nothing of theirs, when they are about that very thing already, or when the words want something else.
    /// </summary>
    public async ValueTask<NextDialog?> TakeReplied()
    {
        if (incoming.Inbound.Replied is not { } message || Sent is not { IsEmpty: false } told) return null;
        var codes = Reader.CodesIn(message);
        if (IsOpenAbout(codes)) return null;
        var matters = await Reader.Replied(incoming.Db, incoming.Session.Who, codes, incoming.Now);
        if (matters.Count == 0) return null;
        var few = told.Files.Count == 0 && told.Text.Split(' ').Length <= BareWords;
        if (few && incoming.State.Open is not null && matters.All(q => q.Look is not null)) return null;
        var read = Reader.Read(told.Text, Language, OpenQuestion.None);
        if (read.Code is not null || read.Typo is not null) return null;
        if (matters is [{ Look: { } look }] && read is { Intent: Intent.TrackComplaint } && told.Files.Count == 0)
            return NextDialog.By(look);
        if (told.Text.Split(' ').Length <= ShortWish && read.Sure && CommandFor.IsWish(read.Intent)) return null;
        return ReplyTo(matters, codes, read, told);
    }

    private NextDialog? ReplyTo(IReadOnlyList<WaitingQuestion> matters, IReadOnlyList<string> codes, ReadIntent read, Told told)
    {
        if (matters is [{ InWords: { } only }] && Names(only, told.Text)) return NextDialog.By(only.Command);
        var fits = matters.Select(q => _waiting.Fit(q, read, told, replies: true)).OfType<(WaitingAnswer Answer, bool Sure)>().ToList();
        if (fits is [{ Sure: true } fit] && read.Danger is null)
            return By(fit.Answer, told);
        var isStop = read is { Sure: true, Intent: Intent.Stop };
        return fits.Count == 0 && !isStop && (_waiting.IsCourtesy(read) || matters.All(q => q.Look is not null)) ? null
            : TakeReply.To(told, codes);
    }

    private NextDialog By(WaitingAnswer answer, Told told)
    {
        var carried = answer.Carry?.Invoke(told, incoming.Words);
        incoming.State.Album = BegunAlbum.Of(incoming.Inbound, answer, carried);
        return NextDialog.By(answer.Command, carried);
    }

    /// <summary>Whether what is open is about the very thing that is replied to.</summary>
    private bool IsOpenAbout(IReadOnlyList<string> codes) =>
        incoming.State.Open is { } open && open.Args.Values.Select(a => a.Replace("-", "", StringComparison.Ordinal))
            .Any(a => codes.Any(c => a.Contains(c, StringComparison.OrdinalIgnoreCase)));

    private bool Names(WaitingAnswer answer, string text) =>
        Reader.Answer(text, [new AnswerOption(answer.Id, answer.Label.In(incoming.Words))], Language) is { Why: "label" };

    /// <summary>The wish that the words are sure to hold, for somebody in the middle of something else; null when there is none.</summary>
    public NextDialog? WishIn(string text, Told? told = null)
    {
        var read = Reader.Read(text, Language, OpenQuestion.Choice);
        return read.Sure ? AnyWish(read, text, told ?? Sent) : null;
    }

    /// <summary>What interrupts somebody who is still telling: short wishes for something else than a complaint.</summary>
    public NextDialog? ShortWishIn(string text)
    {
        if (text.Split(' ').Length > WishWhileTelling) return null;
        var read = Reader.Read(text, Language, OpenQuestion.Choice);
        return read.Sure && read.Intent != Intent.Complain ? AnyWish(read, text, Sent) : null;
    }

    /// <summary>What somebody tells is offered as a complaint, a question or a comment; null when there is nothing to keep.</summary>
    public NextDialog? Offer(ReadIntent read, Told told)
    {
        if (told.IsEmpty) return null;
        return TakeTold.Offer(told, LikeOf(read, told), Wishes(read));
    }

    /// <summary>What came after something unclear may say what it is: a story, or a wish that is offered before those of before.</summary>
    public void Expect(OpenDialog unclear)
    {
        var (text, told) = (incoming.Inbound.Text ?? "", Sent);
        var read = Reader.Read(text, Language, OpenQuestion.None);
        if (text.Contains(' ')) read = Reader.Guess(text, read);
        TakeTold.Expect(unclear, LikeOf(read, told), Wishes(read));
    }

    private static ToldAs LikeOf(ReadIntent read, Told told) => read.Intent switch
    {
        Intent.Praise => ToldAs.Praise,
        Intent.Tell or Intent.Complain or Intent.Abuse => ToldAs.Complaint,
        _ => told.Files.Count > 0 || told.Place is not null ? ToldAs.Complaint : ToldAs.Unclear,
    };

    private static IEnumerable<Intent> Wishes(ReadIntent read) => new[] { read.Intent, read.Or ?? Intent.Unknown }
        .Where(i => CommandFor.IsOffered(i) && i != Intent.Complain);

    /// <summary>What was sent now is offered as a complaint, a question or a comment.</summary>
    public NextDialog? OfferSent() => Offer(Reader.Read(incoming.Inbound.Text, Language, OpenQuestion.None), Sent);

    /// <summary>Thanks are returned.</summary>
    public void Welcome() => replies.Say("talk.you-are-welcome");

    /// <summary>
    /// What the open question can do nothing with may be meant for what waits outside it, such as news that came in between; that is asked.
    /// </summary>
    public async ValueTask<NextDialog?> ReplyIn(string text)
    {
        var (told, read) = (Sent, Reader.Read(text, Language, OpenQuestion.None));
        if (told.IsEmpty || _waiting.IsCourtesy(read)) return null;
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        return waiting.Any(q => q.IsPressing && _waiting.MayMean(q, read, told)) ? TakeReply.To(told) : null;
    }

    /// <summary>
    /// A bare "belum" where any words would be an answer, while a question of another dialog waits that has it on a button.
    /// </summary>
    public async ValueTask<NextDialog?> BareReplyIn(string text, Command? own)
    {
        if (text.Length == 0 || text.Split(' ').Length > BareWords) return null;
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        return waiting.Any(q => q.IsPressing && q.Answers.Any(a => own is null || !a.Command.Is(own.Value))
            && _waiting.Presses(q, text) is not null) ? TakeReply.To(Sent) : null;
    }

    /// <summary>
    /// While it is asked what something told is to become, news may have come: what reads as an answer to them may be no more of what was
    /// told, nor any words for an officer who asked since the last of it, or where that is a while ago. That is asked.
    /// </summary>
    public async ValueTask<NextDialog?> NewsIn(string text)
    {
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        var (last, now) = (incoming.Session.LastAt ?? incoming.Now, incoming.Now);
        return waiting.Any(q => q.IsPressing
                && (_waiting.Answers(q, text) || (q.InWords is not null && (q.Since > last || now - last > StillTelling))))
            && !_waiting.IsCourtesy(Reader.Read(text, Language, OpenQuestion.None)) ? TakeReply.To(Sent) : null;
    }

    private NextDialog? AnyWish(ReadIntent read, string text, Told told)
    {
        if (CommandFor.IsWish(read.Intent)) return Wish(read, text, told);
        return read.Intent is Intent.Ask or Intent.Human && told.Files.Count == 0 && CommandFor.Wish(read, text, Reader) is { } command
            ? NextDialog.By(command) : null;
    }

    private NextDialog? Wish(ReadIntent read, string text, Told told)
    {
        var tells = read.Intent == Intent.Complain && (told.Files.Count > 0
            || (CommandFor.OnlyUnit(read, Reader) is null && read.Rest.Split(' ').Count(w => !Reader.Units.Names(w)) > 1));
        if (tells) return TakeTold.Complaint(told);
        if (told.Files.Count > 0) return TakeTold.Offer(told, ToldAs.Unclear, [read.Intent]);
        return CommandFor.Wish(read, text, Reader) is { } command ? NextDialog.By(command) : null;
    }

    /// <summary>Words that read as a button of an older card too are meant for what waits now.</summary>
    private async ValueTask<bool> AnswersWaiting(string text)
    {
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        return waiting.Any(q => _waiting.Presses(q, text) is not null);
    }

    private NextDialog? Reply(IReadOnlyList<WaitingQuestion> waiting, ReadIntent read, Told told)
    {
        if (waiting.Count == 0 || told.IsEmpty) return null;
        var fits = waiting.Select(q => _waiting.Fit(q, read, told)).OfType<(WaitingAnswer Answer, bool Sure)>().ToList();
        var elsewhere = incoming.Inbound.Replied is not null && waiting.Any(q => q.IsPressing);
        if (fits is [{ Sure: true } only] && !elsewhere)
            return By(only.Answer, told);
        if (fits.Count == 0 && (_waiting.IsCourtesy(read) || !waiting.Any(q => q.IsPressing))) return null;
        return TakeReply.To(told);
    }

    private NextDialog? Unclear(ReadIntent read, Told told)
    {
        switch (read)
        {
            case { Intent: Intent.Stop or Intent.Back or Intent.Continue or Intent.Skip, Sure: true }:
                replies.SayWithMenu("talk.nothing-open");
                return null;
            case { Intent: Intent.Thanks, Score: >= ReadIntent.SureFrom }:
                Welcome();
                return null;
            case { Danger: DangerKind.MentalHealth }:
                return null;
            case { Intent: Intent.Greeting }:
                return Greeted();
        }

        var words = told.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        if (words > 1 && Reader.Guess(told.Text, read) is var guess && CanBeOffered(guess.Intent, words)) read = guess;
        var means = read.Intent is not (Intent.Unknown or Intent.Yes or Intent.No or Intent.NotYet);
        var keeps = told.Files.Count > 0 || told.Place is not null || words > FewWords || (means && words > 0);
        return (keeps ? Offer(read, told) : null) ?? Lost();
    }

    /// <summary>What a question can propose: answers and what moves in a dialog are nothing outside one, and few words no story.</summary>
    private static bool CanBeOffered(Intent intent, int words) => CommandFor.IsOffered(intent)
        || intent is Intent.Praise || (intent == Intent.Tell && words > FewestOfStory);

    /// <summary>A greeting is returned, and nobody is told that they were not understood.</summary>
    private NextDialog? Greeted()
    {
        if (incoming.Session.LastAt is null) return NextDialog.By(Commands.Start);
        replies.SayWithMenu("talk.hello");
        return null;
    }

    /// <summary>Somebody new is welcomed, everybody else is told what there is.</summary>
    private NextDialog? Lost()
    {
        if (incoming.Session.LastAt is null) return NextDialog.By(Commands.Start);
        replies.SayWithMenu(incoming.Inbound.Text is null ? "talk.lost-file" : "talk.lost");
        return null;
    }
}
