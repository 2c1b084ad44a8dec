using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Dialogs.Questions;
using Core.Intents;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>
/// What somebody types while a question is open: words as a button reads are its press, other words are an answer where they can be one, a
/// clear wish is done, and a story is taken up without losing the question.
/// </summary>
internal sealed class TakeTypedAnswer(
    MessageContext incoming, DialogRunner run, CallbackHandler presses, TakeFreeWords free)
{
    private const int StoryWords = 4;
    private const int BesideWords = 3;

    /// <summary>From where on a stop means nothing else: "sudah" stops a card, and may be the answer where words are asked for.</summary>
    private const int PlainStop = 90;

    private readonly AddToTold _told = new(incoming, run);

    private ConversationState State => incoming.State;

    private string Typed => incoming.Inbound.Text ?? "";

    private bool IsSentence => Typed.Split(' ').Length >= StoryWords;

    private string Language => incoming.Session.Who.Language;

    /// <summary>How the talk goes on; null when everything is said.</summary>
    public async ValueTask<NextDialog?> Take()
    {
        if (State.Resuming) return await Resume();
        var open = State.Open!;
        if (await run.Look() is not { } shown) return null;
        var (question, card, context, path) = shown;
        if (context.Dialog.Name == TakeTold.Told && !ReadsAsButton(card) && await free.NewsIn(Typed) is { } news) return news;
        if (Button(card, question) is { } pressed)
        {
            await presses.Press(pressed);
            return null;
        }

        if (WhyOf(question) is { } why && incoming.Inbound.Files.Count == 0 && incoming.Reader.AsksWhy(Typed)
            && !incoming.Reader.Answer(Typed, card.Options(), Language).Sure)
        {
            await run.Explain(why);
            return null;
        }

        if (question.Takes != WordsTaken.AsChoice)
            return NoFiles(question) && await _told.IsAdded(context, path) ? null : await InWords(question, card, context);
        var files = question.TakesFiles && incoming.Inbound.Files.Count > 0;
        var (away, fits) = (incoming.IsLongAgo(open), question.Read(incoming.Inbound, null, open.Draft, context).Problem is null);
        if (away && !files && !fits && !_told.IsComplaint(context) && ToldInstead(open) is { } told) return told;
        if (fits && !files && AskedInstead(context) is { } asked) return asked;
        if (fits && !files && await _told.IsToldMeanwhile(context, path)) return null;
        if (!files && !fits && away && _told.IsMore(context) && await _told.IsAdded(context, path)) return null;
        if (files || away || fits)
        {
            await run.Try(null);
            return null;
        }

        return await NoAnswer(card, context, path);
    }

    /// <summary>
    /// A question in a sentence, or a wish for something else, chooses nothing by the name that stands in it: "mau tanya syarat ktp hilang"
    /// where a unit is asked for.
    /// </summary>
    private NextDialog? AskedInstead(DialogContext context) => IsSentence
        && free.WishIn(Typed) is { } wish && !IsSame(wish, context) ? wish : null;

    /// <summary>Who comes back to something left with a story of another matter tells that; null where they tell nothing.</summary>
    private NextDialog? ToldInstead(OpenDialog open) => open.Answers.Count > 0 && IsSentence
        && incoming.Reader.Read(Typed, Language, OpenQuestion.None) is { Intent: Intent.Tell } ? free.OfferSent() : null;

    /// <summary>
    /// What is said to whoever asks back. Where words are the answer, and no reason is known, asking back may be the very answer: an
    /// officer who is asked "untuk apa?" reads it.
    /// </summary>
    private static LocalizedText? WhyOf(Question question) =>
        question.Why ?? (question.Takes == WordsTaken.AsChoice ? "why.next-step" : (LocalizedText?)null);

    private bool ReadsAsButton(Card card) => Typed.Length == 0 || incoming.Reader.Answer(Typed, card.Options(), Language).Why is "label";

    /// <summary>Words as on a button; where words are the answer only those that read exactly so.</summary>
    private CallbackData? Button(Card card, Question question)
    {
        if (Typed.Length == 0) return null;
        if (Enough(card) is { } done) return done;
        var further = card.Typed.Where(b => b.Data is not null).Select(b => new AnswerOption(b.Data!, b.Label, false)).ToList();
        if (further.Count > 0 && incoming.Reader.Answer(Typed, further, Language) is { Why: "label", Id: { } typed })
            return CallbackData.Parse(typed);
        var answer = incoming.Reader.Answer(Typed, card.Options(), Language);
        var exactly = answer.Why is "label";
        var takes = question.Takes switch
        {
            WordsTaken.AsText => exactly,
            WordsTaken.Gathered => answer is { Sure: true, Why: "label" or "slip" }
                || (answer is { Sure: true, Why: "meaning" } && !IsNotYet())
                || (answer is { Sure: true, Why: "words" } && IsBeside()),
            _ => exactly,
        };
        return takes && answer.Id is { } data ? CallbackData.Parse(data) : null;
    }

    /// <summary>
    /// "kirim", "itu saja": whoever was told to press Done when it is enough says so, and does not want the word in what they wrote. In
    /// any language of ours: a card that was sent before the language changed still reads as it did.
    /// </summary>
    private CallbackData? Enough(Card card)
    {
        var words = incoming.Words;
        if (card.Options().Find(o => o.Label == words["question.done"]) is not { } done) return null;
        var said = Wording.Typed("question.enough").Concat(Wording.Typed("question.done"))
            .Select(enough => new AnswerOption(done.Id, enough)).ToList();
        return incoming.Reader.Answer(Typed, said, Language).Why is "label" ? CallbackData.Parse(done.Id) : null;
    }

    /// <summary>Somebody who writes a text is interrupted by nothing but a bare "stop", "back", "skip" or "menu".</summary>
    private async ValueTask<NextDialog?> InWords(Question question, Card card, DialogContext context)
    {
        if (question.Takes == WordsTaken.AsText && await free.BareReplyIn(Typed, Own(context)) is { } reply) return reply;

        var read = incoming.Reader.Read(Typed, Language, OpenQuestion.Text);
        var leaves = read.Sure && !(read is { Intent: Intent.Stop, Score: < PlainStop } && question.Takes == WordsTaken.AsText);
        if (leaves && Leave(read.Intent, card) is { } leave) return await leave();
        if (question.Takes == WordsTaken.Gathered)
        {
            if ((IsUnclear(context) ? free.WishIn(Typed) : free.ShortWishIn(Typed)) is { } wish) return wish;
            if (IsBeside()) return await Beside(card);
            if (IsThanks())
            {
                await run.Explain("talk.you-are-welcome");
                return null;
            }
        }

        if (IsUnclear(context)) free.Expect(context.Dialog);
        await run.Try(null);
        return null;
    }

    /// <summary>What was told is taken for no story yet: what comes after it may be quite another wish.</summary>
    private static bool IsUnclear(DialogContext context) => context.Dialog.Name == TakeTold.Told && TakeTold.IsUnclear(context.Dialog);

    /// <summary>A bare "lewati" or "mau lapor" says what is to become of what was told, and is no more of it.</summary>
    private bool IsBeside()
    {
        if (Typed.Length == 0 || Typed.Split(' ').Length > BesideWords || incoming.Inbound.Files.Count > 0) return false;
        if (IsComplaintButton()) return true;
        var read = incoming.Reader.Read(Typed, Language, OpenQuestion.Choice);
        return read is { Sure: true, Rest.Length: 0 }
            && read.Intent is (Intent.Yes or Intent.No or Intent.NotYet or Intent.Skip or Intent.Continue or Intent.Complain);
    }

    /// <summary>A "belum" refuses nothing that was told.</summary>
    private bool IsNotYet() => incoming.Reader.Read(Typed, Language, OpenQuestion.Choice).Intent == Intent.NotYet;

    /// <summary>Thanks in the middle are returned, and the question waits on.</summary>
    private bool IsThanks() => incoming.Inbound.Files.Count == 0 && Typed.Length > 0 && Typed.Split(' ').Length <= BesideWords
        && incoming.Reader.Read(Typed, Language, OpenQuestion.Choice) is { Intent: Intent.Thanks, Score: >= ReadIntent.SureFrom };

    private bool IsComplaintButton() => TypedButton.Of(incoming) is { } button && button.Name == Commands.Complain.Name;

    private async ValueTask<NextDialog?> Beside(Card card)
    {
        var complains = IsComplaintButton() || incoming.Reader.Read(Typed, Language, OpenQuestion.Choice).Intent == Intent.Complain;
        var complaint = complains
            ? card.Options().Find(o => o.Id.EndsWith('=' + ToldOutcome.Complaint, StringComparison.Ordinal)) : null;
        if (complaint is not null && CallbackData.Parse(complaint.Id) is { } pressed) await presses.Press(pressed);
        else await run.Explain("question.choose");
        return null;
    }

    private async ValueTask<NextDialog?> NoAnswer(Card card, DialogContext context, IReadOnlyList<Question> path)
    {
        LocalizedText? problem = null;
        var answer = incoming.Reader.Answer(Typed, card.Options(), Language);
        var refuses = answer.Why is not "meaning" || !IsAboutTold(context) || !IsNotYet();
        if (refuses && answer is { Sure: true, Id: { } data } && CallbackData.Parse(data) is { } pressed)
        {
            await presses.Press(pressed);
            return null;
        }

        var read = incoming.Reader.Read(Typed, Language, OpenQuestion.Choice);
        if (read.Sure && Leave(read.Intent, card) is { } leave) return await leave();
        if (read is { Sure: true, Intent: Intent.Yes } && answer.Id is null && card.Main is { } main && CallbackData.Parse(main) is { } yes)
        {
            await presses.Press(yes);
            return null;
        }

        if (answer.Id is null && IsThanks())
        {
            await run.Explain("talk.you-are-welcome");
            return null;
        }

        if (answer.Id is not null && IsSentence && free.WishIn(Typed) is { } meantSo && !IsSame(meantSo, context)) return meantSo;
        if (answer.Id is not null && card.LabelOf(answer.Id) is { } label) problem = LocalizedText.Of("question.did-you-mean", label);
        else if (_told.Keeper(read, context) is { } keep)
        {
            if (!_told.IsComplaint(context) && await free.ReplyIn(Typed) is { } meant) return meant;
            problem = keep();
        }
        else if (_told.IsMore(context) && await _told.IsAdded(context, path)) return null;
        else if (TypedButton.Of(incoming) is { } button) return NextDialog.By(button);
        else if (free.WishIn(Typed) is { } wish && !IsSame(wish, context)) return wish;
        else if (!IsAboutTold(context) && await free.ReplyIn(Typed) is { } reply) return reply;
        else if (IsStory(read, context) && free.Offer(read, Told.Of(incoming.Inbound)) is { } offer) return offer;
        else if (AnotherWish(context) is { } another) return another;
        else if (++context.Dialog.Misses > 1 && card.Counted.Count > 1)
            problem = LocalizedText.Of("question.choose-by-number", card.Counted.Count);
        await run.Try(null, problem);
        return null;
    }

    /// <summary>
    /// A sentence that no rule is sure of and that resembles a wish for something else, and hardly anything besides, is offered as that;
    /// null where it may be about what is going on, or where a rating or a complaint is.
    /// </summary>
    private NextDialog? AnotherWish(DialogContext context)
    {
        if (!IsSentence || IsAboutTold(context) || _told.OutcomeOf(context) is not null) return null;
        var guess = incoming.Reader.Guess(Typed, incoming.Reader.Read(Typed, Language, OpenQuestion.None));
        return guess.IsClear && CommandFor.IsOffered(guess.Intent) && CommandFor.Plain(guess.Intent, "").Name != Own(context)?.Name
            ? free.Offer(guess, Told.Of(incoming.Inbound)) : null;
    }

    /// <summary>Whether the wish is for what is going on anyway.</summary>
    private bool IsSame(NextDialog wish, DialogContext context) =>
        wish.Command is { Rest.Length: 0 } command && Own(context) is { } own && command.Is(own);

    /// <summary>The command that the open dialog begins by.</summary>
    private Command? Own(DialogContext context) => Command.Parse(incoming.DialogOf(context.Dialog)?.Command);

    private static bool IsAboutTold(DialogContext context) => context.Dialog.Name is TakeTold.Told or TakeReply.Reply;

    /// <summary>A file at a question that takes words, and no files.</summary>
    private bool NoFiles(Question question) =>
        incoming.Inbound.Files.Count > 0 && question is { TakesFiles: false, Takes: WordsTaken.AsText, Gathers: false };

    private bool IsStory(ReadIntent read, DialogContext context)
    {
        if (IsAboutTold(context) || _told.IsComplaint(context)) return false;
        if (incoming.Inbound.Files.Count > 0 || incoming.Inbound.Place is not null) return true;
        return read.Intent is Intent.Tell or Intent.Complain && IsSentence;
    }

    /// <summary>What a bare word does beside the question's own buttons; null when it does nothing here.</summary>
    private Func<ValueTask<NextDialog?>>? Leave(Intent intent, Card card)
    {
        if (intent is Intent.Stop) return () => Done(run.Stop());
        if (intent is Intent.Back) return () => Done(run.Back());
        if (intent is Intent.Menu) return () => ValueTask.FromResult<NextDialog?>(NextDialog.By(Commands.Help));
        if (intent is not (Intent.Skip or Intent.Continue or Intent.No)) return null;
        var own = card.Options().Where(o => o.Id.EndsWith(':' + CallbackData.Done, StringComparison.Ordinal)).ToList();
        return own is [var only] && (intent != Intent.No || card.Rows.Count < 3) && CallbackData.Parse(only.Id) is { } done
            ? () => Done(presses.Press(done))
            : null;
    }

    private async ValueTask<NextDialog?> Resume()
    {
        var words = incoming.Words;
        List<AnswerOption> ways =
        [
            new("go", words["dialog.resume-go"]), new("new", words["dialog.resume-new"]), new("no", words["dialog.resume-no"]),
        ];
        var answer = incoming.Reader.Answer(Typed, ways, Language);
        var read = incoming.Reader.Read(Typed, Language, OpenQuestion.Choice);
        var way = answer is { Sure: true } ? answer.Id : read is { Sure: true, Intent: Intent.Yes or Intent.Continue } ? "go" : null;
        if (way is not null) await presses.Resume(way);
        else if (TypedButton.Of(incoming) is { } button) return NextDialog.By(button);
        else if (free.WishIn(Typed) is { } wish) return wish;
        else if (IsThanks()) free.Welcome();
        else if (await free.ReplyIn(Typed) is { } reply) return reply;
        else if (IsTold(read) && free.OfferSent() is { } offer) return offer;
        else await run.AskResume();
        return null;
    }

    /// <summary>More than a word or two, which the question whether to go on does not throw away.</summary>
    private bool IsTold(ReadIntent read) => incoming.Inbound.Files.Count > 0 || incoming.Inbound.Place is not null
        || read.Intent == Intent.Tell || IsSentence;

    private static async ValueTask<NextDialog?> Done(ValueTask deed)
    {
        await deed;
        return null;
    }
}
