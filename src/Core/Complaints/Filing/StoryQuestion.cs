using Core.Dialogs;
using Core.Dialogs.Messages;
using Core.Dialogs.Questions;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>
/// Words, photos, recordings, documents and a place, in any order and in as many messages as it takes, ended by a button. What cannot be
/// taken is said at once, by the file's name; what fits of the rest is kept.
/// </summary>
internal sealed class StoryQuestion(string key, LocalizedText text, ComplaintsOptions options, Told begun)
    : Question<Told>(key, text)
{
    private const int CounterFrom = 500;
    private const string Anew = "anew";

    internal override bool Gathers => !AtOnce;

    /// <summary>For more on a complaint: whatever is sent is enough, also a word, a photo or a place alone.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>The first message is the answer, and no button ends it.</summary>
    public bool AtOnce { get; init; }

    /// <summary>What of the answer did not fit, or is no file that can be taken; told at once where it was typed here.</summary>
    public IReadOnlyList<LocalizedText> Over { get; private set; } = [];

    internal override WordsTaken Takes => WordsTaken.AsText;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        var told = SoFar(draft, []);
        if (press == Anew) return Reading.Unfinished(new Told().Write());
        if (press == CallbackData.Done) return IsEnough(told, context)
            ? Checked(told.Write(), context)
            : Reading.Wrong(LocalizedText.Of("complaint.tell-more", options.StoryMin), draft);
        var problems = new List<LocalizedText>();
        var more = Take(told, Told.Of(input), problems);
        if (Told.Of(input).IsEmpty) problems.Add("complaint.tell-something");
        if (AtOnce && !more.IsEmpty) return Checked(told.And(input).Write(), context);
        return problems.Count == 0 ? Reading.Unfinished(more.Write())
            : Reading.Wrong(LocalizedText.Joined("\n", [.. problems]), more.Write());
    }

    internal override bool Parse(string stored, DialogContext context, out Told answer)
    {
        answer = Told.Read(stored);
        if (!TakesAnything) return IsEnough(answer, context) && Characters.Count(answer.Text) <= options.StoryMax;
        var problems = new List<LocalizedText>();
        answer = Take(new Told(), answer, problems);
        Over = problems;
        return !answer.IsEmpty;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var problems = new List<LocalizedText>();
        var (told, words) = (SoFar(draft, problems), context.Words);
        card.Text = TextIn(words);
        card.AsksPlace = context.Channel.PlaceBeside && told.Place is null && !TakesAnything;
        foreach (var problem in problems) card.Text += "\n\n" + problem.In(words);
        if (told.IsEmpty) return;
        card.Text += "\n\n" + SoFarIn(words, told, context);
        var left = options.StoryMax - Characters.Count(told.Text);
        if (left < CounterFrom) card.Text += " " + words["complaint.told-left", left];
        if (IsEnough(told, context)) card.Rows.Add([card.Button(words["question.done"], CallbackData.Done)]);
        card.Rows.Add([card.Button(words["complaint.tell-anew"], Anew)]);
    }

    private string SoFarIn(Wording words, Told told, DialogContext context)
    {
        if (TakesAnything) return words["complaint.more-so-far", told.Inventory(words), options.AttachmentsMax,
            options.AttachmentMaxBytes / 1_000_000];
        return words[IsEnough(told, context) ? "complaint.told-so-far" : "complaint.told-too-little", told.Inventory(words),
            options.StoryMin];
    }

    private Told SoFar(string? draft, List<LocalizedText> problems) =>
        Take(new Told(), string.IsNullOrEmpty(draft) ? begun : Told.Read(draft), problems);

    /// <summary>A recording or a photo can tell it all: who cannot write can complain too.</summary>
    private bool IsEnough(Told told, DialogContext context) => TakesAnything ? !told.IsEmpty
        : told.Files.Count > 0 || Characters.Count(told.Text) >= options.StoryMin || IsQuestion(told.Text, context);

    /// <summary>A question may be short: "Jam buka?" is a whole one.</summary>
    private static bool IsQuestion(string text, DialogContext context) =>
        Named.Of<ComplaintKind>(context.AnswerTo("kind")) is { } kind
            ? kind == ComplaintKind.Information && GuessKind.HasWords(text) : GuessKind.IsWholeQuestion(text);

    private Told Take(Told told, Told more, List<LocalizedText> problems)
    {
        var files = told.Files.ToList();
        foreach (var file in more.Files)
            if (FileProblem.Of(file, files.Count, options) is { } problem) problems.Add(problem);
            else files.Add(file);
        return new Told
        {
            Text = KeepWhatFits.Of(told.Text, more.Text, options.StoryMax, problems),
            Files = files,
            Place = more.Place ?? told.Place,
        };
    }
}
