using Core.Dialogs.Questions;
using Core.Persistence;
using Core.Texts;

namespace Core.Dialogs.Words;

/// <summary>Words came that may answer something which waits outside a dialog: one short question says what, then it is taken.</summary>
internal sealed class TakeReply(AppDb db, ReadWords words) : Dialog
{
    /// <summary>Its name.</summary>
    public const string Reply = "take-reply";

    private const string None = "-";
    private const string RepliedArg = "replied";

    /// <inheritdoc/>
    public override string Name => Reply;

    /// <summary>Asks what these words answer.</summary>
    /// <param name="told">The words.</param>
    /// <param name="replied">The codes of the message that they reply to.</param>
    public static NextDialog To(Told told, IReadOnlyList<string>? replied = null) => new()
    {
        Dialog = Reply,
        Args = replied is { Count: > 0 } ? new() { [RepliedArg] = string.Join(' ', replied) } : [],
        Carried = new Carried { Begun = new Dictionary<string, string> { ["reply"] = told.Write() } },
    };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Question> Script(DialogContext context)
    {
        var replied = context.Arg(RepliedArg)?.Split(' ') ?? [];
        var waiting = replied.Length > 0 ? await words.Replied(db, context.Who, replied, context.Now)
            : await words.Waiting(db, context.Who, context.Now);
        var answers = waiting.SelectMany(q => q.All).ToList();
        var reply = Ask.Told("reply", Text(waiting, answers), _ => [.. Options(waiting, answers)]).Because("why.told");
        yield return reply;
        var told = reply.Answer.Told;
        if (answers.Find(a => a.Id == reply.Answer.Choice) is { } chosen)
            context.Continue(chosen.Command, chosen.Carry?.Invoke(told, context.Words));
        else context.Continue(TakeTold.Offer(told, ToldAs.Unclear, []));
    }

    private static LocalizedText Text(IReadOnlyList<WaitingQuestion> waiting, List<WaitingAnswer> answers) => waiting.Count switch
    {
        1 when answers.Count == 1 => LocalizedText.Of("told.is-answer", waiting[0].About),
        1 => LocalizedText.Of("told.is-about", waiting[0].About),
        _ => LocalizedText.Of("told.which-answer", LocalizedText.Joined("\n", waiting.Select(q => q.About))),
    };

    private static IEnumerable<Option<string>> Options(IReadOnlyList<WaitingQuestion> waiting, List<WaitingAnswer> answers)
    {
        var no = new Option<string>(None, "told.no-answer", None);
        if (waiting.Count == 1 && answers.Count == 1) return [new(answers[0].Id, "told.yes", answers[0].Id), no];
        return answers.Select(a => new Option<string>(a.Id, waiting.Count > 1 ? a.LabelAmongOthers ?? a.Label : a.Label, a.Id)).Append(no);
    }
}
