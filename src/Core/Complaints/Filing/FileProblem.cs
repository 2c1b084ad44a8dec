using Core.Complaints.Attachments;
using Core.Dialogs.Questions;
using Core.Messaging;
using Core.Texts;

namespace Core.Complaints.Filing;

/// <summary>Why a file cannot be taken, as far as that is known before its content is: said at once, by its name.</summary>
internal static class FileProblem
{
    private const int NameMax = 60;

    /// <summary>Null when it can be taken.</summary>
    public static LocalizedText? Of(InboundFile file, int kept, ComplaintsOptions options)
    {
        if (file.Size == 0) return LocalizedText.Of("complaint.file-empty", NameOf(file));
        if (KeptFile.IsDeclaredHeif(file)) return LocalizedText.Of("complaint.file-heic", NameOf(file));
        if (file.Unreadable || KeptFile.IsDeclaredOther(file)) return LocalizedText.Of("complaint.file-unreadable", NameOf(file));
        if (file.Size > options.AttachmentMaxBytes)
            return LocalizedText.Of("complaint.file-large", NameOf(file), options.AttachmentMaxBytes / 1_000_000);
        if (kept < options.AttachmentsMax) return null;
        return LocalizedText.Of("complaint.file-one-too-many", NameOf(file), options.AttachmentsMax);
    }

    /// <summary>What every question for files of a complaint takes.</summary>
    public static FileRules Rules(ComplaintsOptions options) =>
        new(KeptFile.Kinds, options.AttachmentMaxBytes) { Problem = file => Of(file, 0, options) };

    /// <summary>The name that the sender's device gave, else what kind of file it is.</summary>
    public static LocalizedText NameOf(InboundFile file) => string.IsNullOrWhiteSpace(file.Name)
        ? $"complaint.file-kind.{file.Kind}"
        : LocalizedText.Of("complaint.file-name", Characters.Short(file.Name, NameMax));
}
