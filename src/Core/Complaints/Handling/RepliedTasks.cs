using Core.Dialogs;
using Core.Dialogs.Words;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace Core.Complaints.Handling;

/// <summary>
/// An official replies to a notice about a complaint: the words can be put to the complainant, or kept as a note; which of it is always
/// asked.
/// </summary>
internal sealed class RepliedTasks : IRepliedMatters
{
    /// <summary>Steps that take words, and the question of theirs that the words answer.</summary>
    private static readonly (string Step, string Question)[] InWords = [("tanya", "words"), ("kabar", "words"), ("catatan", "note")];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WaitingQuestion>> Of(AppDb db, Caller who, IReadOnlyList<string> codes, DateTimeOffset now)
    {
        if (!ComplaintRights.Handles(who)) return [];
        var found = await db.Complaints.AsNoTracking().Where(c => codes.Contains(c.Code)).ToListAsync();
        return found.FindAll(c => StepsOpen.Sees(who, c)) is [var only] ? [Question(who, only)] : [];
    }

    private static WaitingQuestion Question(Caller who, Complaint complaint)
    {
        var (code, look) = (ComplaintText.Code(complaint), Commands.Tasks.With(ComplaintText.Code(complaint)));
        var ways = InWords.Where(w => StepsOpen.IsOpen(who, StepsOpen.Acts[w.Step], complaint))
            .Select(w => Way(complaint, w.Step, w.Question)).ToList();
        return new WaitingQuestion(LocalizedText.Literal(code), [new($"{complaint.Code}:", "complaint.open", look), .. ways.SkipLast(1)])
        {
            Look = look,
            InWords = ways.LastOrDefault(),
        };
    }

    private static WaitingAnswer Way(Complaint complaint, string step, string question) =>
        new($"{complaint.Code}:{step}", $"complaint.do.{step}-petugas", Commands.Tasks.With(ComplaintText.Code(complaint), step))
        {
            Carry = (told, _) => new Carried
            {
                Args = told.Files.Count == 0 ? [] : new Dictionary<string, string> { [FilesLeft.Arg] = "1" },
                Answers = told.Text.Length == 0 ? [] : new Dictionary<string, string> { [question] = told.Text },
            },
        };
}

/// <summary>
/// Of an official who replies with a file to a step that takes words alone: they are told that it does not go along, before they are asked
/// for words or, where some came with it, once these are written.
/// </summary>
internal static class FilesLeft
{
    /// <summary>What the step begins with when files came.</summary>
    public const string Arg = "files";

    /// <summary>The question with that said before it.</summary>
    public static LocalizedText Before(DialogContext context, LocalizedText question) =>
        context.Arg(Arg) is null ? question : LocalizedText.Joined("\n\n", "complaint.files-left", question);

    /// <summary>The same where the words came along, so that nothing was asked.</summary>
    public static void Say(DialogContext context)
    {
        if (context.Arg(Arg) is not null) context.Say("complaint.files-left");
    }
}
