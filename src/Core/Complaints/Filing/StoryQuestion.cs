using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>
/// Words, photos, recordings, documents and a place, in any order and in as many messages as it takes, ended by a button. What cannot be
/// taken is said at once, by the file's name; what fits of the rest is kept.
/// </summary>
internal sealed class StoryQuestion(string key, LocalizedText text, ComplaintsOptions options, ToldStory begun)
    : Question<ToldStory>(key, text)
{
    private const int CounterFrom = 500;
    private const string Anew = "anew";

    internal override WordsTaken Takes => WordsTaken.AsText;

    internal override Reading Read(Inbound input, string? press, string? draft, DialogContext context)
    {
        var told = Told(draft);
        if (press == Anew) return Reading.Unfinished(ToldStory.Nothing.Write());
        if (press == CallbackData.Done) return IsEnough(told)
            ? Checked(told.Write(), context)
            : Reading.Wrong(LocalizedText.Of("complaint.tell-more", options.StoryMin), draft);
        var problems = new List<LocalizedText>();
        var more = Take(told, ToldStory.Of(input), problems);
        if (ToldStory.Of(input).IsEmpty) problems.Add("complaint.tell-something");
        return problems.Count == 0 ? Reading.Unfinished(more.Write())
            : Reading.Wrong(LocalizedText.Joined("\n", [.. problems]), more.Write());
    }

    internal override bool Parse(string stored, DialogContext context, out ToldStory answer)
    {
        answer = ToldStory.Read(stored);
        return IsEnough(answer) && Characters.Count(answer.Words) <= options.StoryMax;
    }

    internal override void Show(Card card, string? draft, DialogContext context)
    {
        var (told, words) = (Told(draft), context.Words);
        card.Text = TextIn(words);
        card.AsksPlace = context.Channel.PlaceBeside && told.Place is null;
        if (told.IsEmpty) return;
        card.Text += "\n\n" + words[IsEnough(told) ? "complaint.told-so-far" : "complaint.told-too-little", Inventory(words, told),
            options.StoryMin];
        var left = options.StoryMax - Characters.Count(told.Words);
        if (left < CounterFrom) card.Text += " " + words["complaint.told-left", left];
        if (IsEnough(told)) card.Rows.Add([card.Button(words["question.done"], CallbackData.Done)]);
        card.Rows.Add([card.Button(words["complaint.tell-anew"], Anew)]);
    }

    /// <summary>What is there so far, such as "tulisan, 2 berkas, lokasi".</summary>
    private static string Inventory(Wording words, ToldStory told)
    {
        var parts = new List<string>();
        if (told.Words.Length > 0) parts.Add(words["complaint.told-words"]);
        if (told.Files.Count > 0) parts.Add(words["complaint.n-files", told.Files.Count]);
        if (told.Place is not null) parts.Add(words["complaint.told-place"]);
        return string.Join(", ", parts);
    }

    private ToldStory Told(string? draft) => string.IsNullOrEmpty(draft) ? Take(ToldStory.Nothing, begun, []) : ToldStory.Read(draft);

    /// <summary>A recording or a photo can tell it all: who cannot write can complain too.</summary>
    private bool IsEnough(ToldStory told) => told.Files.Count > 0 || Characters.Count(told.Words) >= options.StoryMin;

    private ToldStory Take(ToldStory told, ToldStory more, List<LocalizedText> problems)
    {
        var files = told.Files.ToList();
        foreach (var file in more.Files)
            if (FileProblem.Of(file, files.Count, options) is { } problem) problems.Add(problem);
            else files.Add(file);
        return new ToldStory(KeepWhatFits.Of(told.Words, more.Words, options.StoryMax, problems), files, more.Place ?? told.Place);
    }
}
