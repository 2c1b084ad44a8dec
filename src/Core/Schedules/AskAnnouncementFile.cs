using Core.Complaints;
using Core.Dialogs;
using Core.Dialogs.Questions;
using Core.Messaging;
using Microsoft.Extensions.Options;

namespace Core.Schedules;

/// <summary>Asks for a picture or a document that goes with an announcement or a schedule.</summary>
internal sealed class AskAnnouncementFile(IOptions<ComplaintsOptions> options)
{
    /// <summary>The question; without a file it is passed by its button.</summary>
    public FilesQuestion Question() => Ask.Files("file", "announce.file", 1,
        new FileRules([FileKind.Photo, FileKind.Document], options.Value.AttachmentMaxBytes));

    /// <summary>Writes down that it is to be fetched; its number, null for none.</summary>
    public static async ValueTask<long?> Put(DialogContext context, IReadOnlyList<InboundFile> files)
    {
        if (files.Count == 0) return null;
        var (db, file) = (context.Change(), AnnouncementFile.Of(files[0], context.Who.Channel, context.Who.Id, context.Now));
        db.AnnouncementFiles.Add(file);
        await db.SaveChangesAsync();
        return file.Id;
    }
}
