using Core.Dialogs.Messages;
using Core.Intents;

namespace Core.Dialogs.Words;

/// <summary>Whether what was sent answers a question that waits outside any dialog, and how sure that is.</summary>
internal sealed class FitWaiting(MessageContext incoming)
{
    private const int BareWords = 2;
    private const int LongAnswer = 40;
    private const int PlainAnswer = 12;
    private const int ShortOpinion = 4;
    private const int ShortCourtesy = 1;

    private string Language => incoming.Session.Who.Language;

    private ReadWords Reader => incoming.Reader;

    public bool Answers(WaitingQuestion question, string text)
    {
        var options = OptionsOf(question);
        return Presses(question, text) is not null || question.Answers.Any(a => BeginsWith(a, text, options));
    }

    public (WaitingAnswer Answer, bool Sure)? Fit(WaitingQuestion question, ReadIntent read, Told told, bool replies = false)
    {
        var options = OptionsOf(question);
        var answer = Reader.Answer(told.Text, options, Language);
        if (question.Answers.FirstOrDefault(a => a.Id == answer.Id) is { } pressed)
            return (pressed, told.Files.Count == 0 && (answer.Sure || BeginsWith(pressed, told.Text, options)));
        if (question.Answers.FirstOrDefault(a => BeginsWith(a, told.Text, options)) is { } begun) return (begun, told.Files.Count == 0);
        if (question.InWords is not { } words || IsCourtesy(read)) return null;
        if (question.Look is not null) return IsNothing(told) ? null : (words, false);
        return (words, replies ? !IsNothing(told) && !told.Text.TrimEnd().EndsWith('?') : !IsUnlikeAnswer(read, told));
    }

    /// <summary>"belum pak, malah tambah parah" is a "belum" with its reason, where the button takes one.</summary>
    private bool BeginsWith(WaitingAnswer answer, string text, List<AnswerOption> options) => answer.TakesReason
        && text.Split([',', '.', '!', ';', '\n'], 2) is [var first, _] && first.Split(' ').Length <= BareWords
        && Reader.Answer(first, options, Language) is { Sure: true } read && read.Id == answer.Id;

    /// <summary>
    /// A story, a question back, a mere "ok" and a mere face may be meant for something else, or for nobody; a sentence that is taken for
    /// a story for nothing but its length is no story where somebody was asked.
    /// </summary>
    private bool IsUnlikeAnswer(ReadIntent read, Told told)
    {
        if (read is { IsOnlyLong: true, Danger: null } && told.Text.Split(' ').Length <= PlainAnswer)
            return told.Text.TrimEnd().EndsWith('?');
        if (read.Intent is Intent.Tell or Intent.Ask or Intent.Human or Intent.Complain or Intent.Abuse or Intent.Praise
            or Intent.Thanks) return true;
        if (told.Text.Length == 0) return false;
        return told.Text.Split(' ').Length > LongAnswer || told.Text.TrimEnd().EndsWith('?') || IsNothing(told);
    }

    /// <summary>A mere "ok" and a mere face.</summary>
    private bool IsNothing(Told told) => told.Text.Length > 0 && (Reader.IsNod(told.Text)
        || (told.Files.Count == 0 && !told.Text.Any(char.IsLetterOrDigit)));

    public bool MayMean(WaitingQuestion question, ReadIntent read, Told told)
    {
        if (told.Files.Count > 0 || told.Place is not null || Presses(question, told.Text) is not null) return true;
        if (!told.Text.Contains(' ')) return false;
        return question.InWords is not null
            || read.Intent is Intent.Tell or Intent.Thanks or Intent.Yes or Intent.No or Intent.NotYet;
    }

    /// <summary>The button of the question that the words read as.</summary>
    public string? Presses(WaitingQuestion question, string text)
    {
        return Reader.Answer(text, OptionsOf(question), Language) is { Why: "label" or "words" or "slip" or "meaning" } read
            ? read.Id : null;
    }

    /// <summary>A few words of praise or blame, or a rating of nothing that is named.</summary>
    public bool IsOpinion(ReadIntent read, Told told)
    {
        if (told.Files.Count > 0 || told.Place is not null || told.Text.Split(' ').Length > ShortOpinion) return false;
        return read.Intent is Intent.Praise or Intent.Tell or Intent.Abuse
            || (read.Intent == Intent.Rate && !read.Rest.Split(' ').Any(Reader.Units.Names));
    }

    /// <summary>Thanks with much beside them say more than thanks, and a stop in many words may be meant for what waits.</summary>
    public bool IsCourtesy(ReadIntent read) => read switch
    {
        { Intent: Intent.Thanks } => read.Score >= ReadIntent.SureFrom && read.Rest.Split(' ').Length <= ShortCourtesy,
        { Intent: Intent.Stop } => read.Sure && (incoming.Inbound.Text ?? "").Split(' ').Length <= BareWords,
        _ => read.Sure && read.Intent is (Intent.Greeting or Intent.Back),
    };

    private List<AnswerOption> OptionsOf(WaitingQuestion question) =>
        [.. question.Answers.Select(a => new AnswerOption(a.Id, a.Label.In(incoming.Words)))];
}
