using Core.Complaints.Attachments;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Persistence;
using Core.Texts;

namespace Core.Complaints.Tracking;

/// <summary>A citizen looks at the files of a complaint of theirs, and erases one of their own.</summary>
internal sealed class TrackFiles(AppDb db, ComplaintHistory history, ComplaintText text, FetchAttachments fetch)
{
    public async IAsyncEnumerable<Question> Show(DialogContext context, Complaint complaint)
    {
        var files = await history.Files(db, complaint, Relation.Complainant);
        if (files.Count == 0) context.Say("complaint.no-kept-files");
        foreach (var file in files) context.Say("complaint.file", ComplaintText.Code(complaint)).With(file);
        yield break;
    }

    public async IAsyncEnumerable<Question> Erase(DialogContext context, Complaint complaint)
    {
        var own = await history.OwnFiles(db, complaint);
        var which = Ask.Choice("file", LocalizedText.Of("complaint.which-file", ComplaintText.Code(complaint)),
            own.Select(a => new Option<long?>($"{a.Id}", LocalizedText.Literal(NameOf(context, complaint, a)), a.Id)))
            .Skip("none", "complaint.withdraw-no", null).WithoutWayOut();
        yield return which;
        if (own.Find(a => a.Id == which.Answer) is { } chosen)
        {
            await fetch.Erase(context, complaint, chosen.Id);
            context.Say("complaint.file-erased", NameOf(context, complaint, chosen), ComplaintText.Code(complaint));
        }
        else context.Say("complaint.file-stays", ComplaintText.Code(complaint));
    }

    private string NameOf(DialogContext context, Complaint complaint, ComplaintAttachment file) => context.Words["complaint.file-of",
        context.Words[$"complaint.file-sort.{file.Kind}"], text.Moment(context.Words, complaint, file.At), file.Id];
}
