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
    private const int FewWords = 2;
    private const int LongAnswer = 40;
    private const int ShortWish = 4;

    private string Language => incoming.Session.Who.Language;

    private ReadWords Reader => incoming.Reader;

    private Told Sent => Told.Of(EmptyFiles.Without(incoming.Inbound));

    /// <summary>How the talk goes on; null when everything is said.</summary>
    public async ValueTask<NextDialog?> Take()
    {
        var (text, told) = (incoming.Inbound.Text ?? "", Sent);
        if (EmptyFiles.In(incoming.Inbound) is { } empty)
        {
            replies.Say(empty);
            if (told.IsEmpty) return null;
        }

        if (TypedButton.Of(incoming) is { } button && !await AnswersWaiting(text)) return NextDialog.By(button);
        var read = Reader.Read(text, Language, OpenQuestion.None);
        if (read.Typo is { } typo) return NextDialog.By(Commands.Track.With(typo));
        if (read.Sure && CommandFor.IsWish(read.Intent)) return Wish(read, text, told);
        if (await Waiting(read, told) is { } reply) return reply;
        if (read.Sure && CommandFor.Wish(read, text, Reader) is { } command) return NextDialog.By(command);
        return Unclear(read, told);
    }

    /// <summary>The wish that the words are sure to hold, for somebody in the middle of something else; null when there is none.</summary>
    public NextDialog? WishIn(string text)
    {
        var read = Reader.Read(text, Language, OpenQuestion.Choice);
        return read.Sure ? AnyWish(read, text) : null;
    }

    /// <summary>What interrupts somebody who is still telling: short wishes for something else than a complaint.</summary>
    public NextDialog? ShortWishIn(string text)
    {
        if (text.Split(' ').Length > ShortWish) return null;
        var read = Reader.Read(text, Language, OpenQuestion.Choice);
        return read.Sure && read.Intent != Intent.Complain ? AnyWish(read, text) : null;
    }

    /// <summary>What somebody tells is offered as a complaint, a question or a comment; null when there is nothing to keep.</summary>
    public NextDialog? Offer(ReadIntent read, Told told)
    {
        if (told.IsEmpty) return null;
        var likely = new[] { read.Intent, read.Or ?? Intent.Unknown }.Where(i => CommandFor.IsWish(i) || i is Intent.Ask or Intent.Human)
            .Where(i => i != Intent.Complain);
        var tells = read.Intent is Intent.Tell or Intent.Complain or Intent.Abuse || told.Files.Count > 0 || told.Place is not null;
        return TakeTold.Offer(told, read.Intent == Intent.Praise ? ToldAs.Praise : tells ? ToldAs.Complaint : ToldAs.Unclear, likely);
    }

    private NextDialog? AnyWish(ReadIntent read, string text)
    {
        if (CommandFor.IsWish(read.Intent)) return Wish(read, text, Sent);
        return read.Intent is Intent.Ask or Intent.Human && CommandFor.Wish(read, text, Reader) is { } command
            ? NextDialog.By(command) : null;
    }

    private NextDialog? Wish(ReadIntent read, string text, Told told)
    {
        var tells = read.Intent == Intent.Complain && (told.Files.Count > 0 || read.Rest.Split(' ').Count(w => !Reader.Units.Names(w)) > 1);
        if (tells) return TakeTold.Complaint(told);
        return CommandFor.Wish(read, text, Reader) is { } command ? NextDialog.By(command) : null;
    }

    /// <summary>Words that read as a button of an older card too are meant for what waits now.</summary>
    private async ValueTask<bool> AnswersWaiting(string text)
    {
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        var options = waiting.SelectMany(q => q.Answers).Select(a => new AnswerOption(a.Id, a.Label.In(incoming.Words))).ToList();
        return options.Count > 0 && Reader.Answer(text, options, Language).Why is "label" or "words" or "slip" or "meaning";
    }

    private async ValueTask<NextDialog?> Waiting(ReadIntent read, Told told)
    {
        var waiting = await Reader.Waiting(incoming.Db, incoming.Session.Who, incoming.Now);
        if (waiting.Count == 0 || told.IsEmpty) return null;
        var fits = waiting.Select(q => Fit(q, read, told)).OfType<(WaitingAnswer Answer, bool Sure)>().ToList();
        if (fits is [{ Sure: true } only]) return NextDialog.By(only.Answer.Command, only.Answer.Carry?.Invoke(told, incoming.Words));
        if (fits.Count == 0 && (IsCourtesy(read) || !waiting.Any(q => q.IsPressing))) return null;
        return TakeReply.To(told);
    }

    private (WaitingAnswer Answer, bool Sure)? Fit(WaitingQuestion question, ReadIntent read, Told told)
    {
        var options = question.Answers.Select(a => new AnswerOption(a.Id, a.Label.In(incoming.Words))).ToList();
        var answer = Reader.Answer(told.Text, options, Language);
        if (question.Answers.FirstOrDefault(a => a.Id == answer.Id) is { } pressed) return (pressed, answer.Sure && told.Files.Count == 0);
        if (question.InWords is not { } words || IsCourtesy(read)) return null;
        var unlike = read.Intent is Intent.Tell or Intent.Ask or Intent.Human or Intent.Complain or Intent.Abuse or Intent.Praise
            || told.Text.Split(' ').Length > LongAnswer;
        return (words, !unlike);
    }

    private static bool IsCourtesy(ReadIntent read) => read.Sure && read.Intent is Intent.Greeting or Intent.Thanks or Intent.Stop
        or Intent.Back;

    private NextDialog? Unclear(ReadIntent read, Told told)
    {
        switch (read)
        {
            case { Intent: Intent.Stop or Intent.Back or Intent.Continue or Intent.Skip, Sure: true }:
                replies.SayWithMenu("talk.nothing-open");
                return null;
            case { Intent: Intent.Thanks, Score: >= ReadIntent.SureFrom }:
                replies.Say("talk.you-are-welcome");
                return null;
            case { Danger: DangerKind.MentalHealth }:
                return null;
            case { Intent: Intent.Greeting }:
                return Lost();
        }

        var words = told.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        var means = read.Intent is not (Intent.Unknown or Intent.Yes or Intent.No or Intent.NotYet);
        var keeps = told.Files.Count > 0 || told.Place is not null || words > FewWords || (means && words > 0);
        return (keeps ? Offer(read, told) : null) ?? Lost();
    }

    /// <summary>Somebody new is welcomed, everybody else is told what there is.</summary>
    private NextDialog? Lost()
    {
        if (incoming.Session.LastAt is null) return NextDialog.By(Commands.Start);
        replies.SayWithMenu(incoming.Inbound.Text is null ? "talk.lost-file" : "talk.lost");
        return null;
    }
}
