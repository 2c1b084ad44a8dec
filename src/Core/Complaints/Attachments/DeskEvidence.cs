using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.Extensions.Options;

namespace Core.Complaints.Attachments;

/// <summary>A file that an official sends along with an answer, by a page.</summary>
/// <param name="Name">As their device calls it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Open">Its content.</param>
internal sealed record SentFile(string Name, long Size, Func<Stream> Open);

/// <summary>A file that was looked at and lies in our folder.</summary>
internal sealed record KeptEvidence(string Name, long Size, FileKind Kind);

/// <summary>
/// Takes the files that an official sends along with an answer: the same checks as for those of the chat, but at once, so that who sends
/// them hears at once what cannot be kept. They belong to the step, so whoever takes it back takes them back too.
/// </summary>
internal sealed class DeskEvidence(AttachmentFolder folder, IOptions<ComplaintsOptions> options)
{
    /// <summary>Where such a file came from.</summary>
    private const string Channel = "meja";

    /// <summary>More than all files of one answer may weigh together, with room for its words.</summary>
    public long MostBytes => (options.Value.AttachmentsMax * options.Value.AttachmentMaxBytes) + 1_000_000;

    /// <summary>Keeps them all; or none, and why.</summary>
    public async Task<(LocalizedText? Problem, IReadOnlyList<KeptEvidence> Kept)> Keep(string code, IReadOnlyList<SentFile> sent,
        CancellationToken stop)
    {
        if (sent.Count > options.Value.AttachmentsMax)
            return (LocalizedText.Of("meja.too-many-files", options.Value.AttachmentsMax), []);
        var kept = new List<KeptEvidence>();
        foreach (var file in sent)
        {
            var (state, content, extension) = await Check(file, stop);
            if (state != AttachmentState.Kept)
            {
                Erase(kept);
                return (LocalizedText.Of($"complaint.told.{state}", code, options.Value.AttachmentMaxBytes / 1_000_000,
                    LocalizedText.Of("complaint.file-name", Characters.Short(file.Name, 60))), []);
            }

            var name = AttachmentFolder.DrawName() + extension;
            await folder.Keep(content!, name, stop);
            kept.Add(new KeptEvidence(name, content!.LongLength, KeptFile.KindOf(extension!)));
        }

        return (null, kept);
    }

    /// <summary>Writes them down with a step of this moment.</summary>
    public static void Add(AppDb db, Complaint complaint, IReadOnlyList<KeptEvidence> kept, DateTimeOffset now)
    {
        foreach (var file in kept)
        {
            var sent = new InboundFile("", file.Kind, null, null, file.Size);
            var row = ComplaintAttachment.Of(complaint.Id, fromCitizen: false, Channel, sent, now);
            row.Keep(file.Name, file.Size);
            db.Add(row);
        }
    }

    public void Erase(IEnumerable<KeptEvidence> kept)
    {
        foreach (var file in kept) folder.Erase(file.Name);
    }

    private async Task<(AttachmentState State, byte[]? Content, string? Extension)> Check(SentFile file, CancellationToken stop)
    {
        if (file.Size > options.Value.AttachmentMaxBytes) return (AttachmentState.TooLarge, null, null);
        await using var source = file.Open();
        using var content = new MemoryStream();
        await source.CopyToAsync(content, stop);
        return KeptFile.Check(content.ToArray(), FileKind.Document);
    }
}
