using Core.Dialogs.Conversations;
using Core.Dialogs.Messages;
using Core.Dialogs.Questions;
using Core.Intents;
using Core.Messaging;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>
/// What somebody tells a dialog before it asks for it, or once it has asked: it is kept for the question that it belongs to.
/// </summary>
internal sealed class AddToTold(MessageContext incoming, DialogRunner run)
{
    private const int Sentence = 4;
    private const int LongSentence = 6;
    private const int UnitsName = 2;

    private string Typed => incoming.Inbound.Text ?? "";

    private string Language => incoming.Session.Who.Language;

    /// <summary>
    /// Who tells before the very dialog for it asks, tells nothing twice: before its first question is answered, or before the one for
    /// it is. Null when it is not told for this dialog.
    /// </summary>
    public Func<LocalizedText>? Keeper(ReadIntent read, DialogContext context)
    {
        if (OutcomeOf(context) is not { } outcome) return null;
        var (dialog, told) = (context.Dialog, Told.Of(incoming.Inbound));
        var tells = told.Files.Count > 0 || told.Place is not null || Typed.Split(' ').Length >= Sentence || read.Intent == Intent.Tell;
        if (!tells || WantsAnother(read, outcome)) return null;
        if (outcome.WordsFor is { } words)
            return dialog.Answers.Count == 0 && outcome.Holds(told) ? () => Lay(dialog, words, told.Text) : null;
        if (outcome.Keeps is not { } keeps || dialog.Answer(keeps.Question) is not null) return null;
        return () => Keep(dialog, keeps);
    }

    /// <summary>
    /// A long sentence in which a service is named ("KK saya sudah diperbaiki bulan lalu ya") tells more of a complaint, and chooses no
    /// unit by it; whether it was kept as that.
    /// </summary>
    public async ValueTask<bool> IsToldMeanwhile(DialogContext context, IReadOnlyList<Question> path)
    {
        var words = Typed.Split(' ');
        if (!IsComplaint(context) || words.Length < LongSentence || words.Count(incoming.Reader.Units.Names) >= UnitsName) return false;
        if (Keeper(incoming.Reader.Read(Typed, Language, OpenQuestion.Choice), context) is not { } keep)
            return IsMore(context) && await IsAdded(context, path);
        await run.Explain(keep());
        return true;
    }

    /// <summary>
    /// Whether this may be more of what was told already: a file, a place or a sentence, no wish or question of its own, and no yes or no
    /// to what is asked now.
    /// </summary>
    public bool IsMore(DialogContext context)
    {
        if (incoming.Inbound.Files.Count > 0 || incoming.Inbound.Place is not null) return true;
        if (Typed.Split(' ').Length < Sentence || OutcomeOf(context) is not { } outcome) return false;
        var read = incoming.Reader.Read(Typed, Language, OpenQuestion.Choice);
        return !WantsAnother(read, outcome) && !(read.Sure && read.Intent is Intent.Ask or Intent.Human)
            && read.Intent is not (Intent.Yes or Intent.No or Intent.NotYet) && !BeginsWithYes();
    }

    /// <summary>"ya tapi unitnya salah" is about what is asked.</summary>
    private bool BeginsWithYes() =>
        incoming.Reader.Read(Typed.Split([' ', ',', '.'], 2)[0], Language, OpenQuestion.Choice) is { Sure: true, Intent: Intent.Yes };

    /// <summary>
    /// What is told once its question is answered is added to the answer, by that question's own rules, and the open question is asked
    /// again below it; false where nothing is told for this dialog.
    /// </summary>
    public async ValueTask<bool> IsAdded(DialogContext context, IReadOnlyList<Question> path)
    {
        var dialog = context.Dialog;
        if (OutcomeOf(context)?.Keeps is not { } keeps || path.FirstOrDefault(q => q.Key == keeps.Question) is not { } asked) return false;
        if (dialog.Answers.Find(a => a.Key == keeps.Question) is not { } answer) return false;
        var reading = asked.Read(incoming.Inbound, null, answer.Value, context);
        var added = reading.Draft is { } more && more != answer.Value && asked.Restore(more, context);
        if (added) Put(dialog, answer, reading.Draft!, keeps);
        await run.Explain((added, reading.Problem) switch
        {
            (true, { } problem) => LocalizedText.Joined("\n", "told.added", problem),
            (true, null) => "told.added",
            _ => reading.Problem ?? "question.choose",
        });
        return true;
    }

    private void Put(OpenDialog dialog, GivenAnswer answer, string whole, KeepsTold keeps)
    {
        answer.Value = whole;
        dialog.Note(incoming.Inbound.MessageId, incoming.Inbound.Text);
        foreach (var question in keeps.Again) dialog.Drop(question);
        (dialog.At, dialog.Misses) = (incoming.Now, 0);
    }

    private static LocalizedText Lay(OpenDialog dialog, string question, string words)
    {
        dialog.Lay(question, words, behind: true);
        return "told.kept-for-later";
    }

    private LocalizedText Keep(OpenDialog dialog, KeepsTold keeps)
    {
        var problems = new List<LocalizedText>();
        dialog.Told = true;
        dialog.Args[keeps.Arg] = Told.Read(dialog.Args.GetValueOrDefault(keeps.Arg)).And(incoming.Inbound, problems: problems).Write();
        return problems.Count == 0 ? "told.kept-for-later" : LocalizedText.Joined("\n", [.. problems, "told.kept-for-later"]);
    }

    /// <summary>Whoever is filing a complaint tells this one, whatever was asked about another.</summary>
    public bool IsComplaint(DialogContext context) => OutcomeOf(context)?.Id == ToldOutcome.Complaint;

    /// <summary>What the open dialog makes of what is told; null when it takes nothing told.</summary>
    public ToldOutcome? OutcomeOf(DialogContext context) =>
        incoming.DialogOf(context.Dialog)?.Command is { } command ? incoming.Reader.OutcomeOf(command) : null;

    /// <summary>
    /// "laporan saya lama sekali, tolong dipercepat" is no comment for the rating that asks which unit. A question is answered too, but
    /// where a complaint is open it may be what is asked.
    /// </summary>
    private static bool WantsAnother(ReadIntent read, ToldOutcome outcome)
    {
        if (!read.Sure || CommandFor.Plain(read.Intent, "").Name == outcome.Command.Name) return false;
        return CommandFor.IsWish(read.Intent)
            || (read.Intent is Intent.Ask or Intent.Human && outcome.Command.Name != Commands.Complain.Name);
    }
}
