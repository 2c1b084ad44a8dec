using Core.Messaging;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Attachments;

/// <summary>A file that belongs to a complaint. We keep its content ourselves: the platform is not the archive.</summary>
internal sealed class ComplaintAttachment
{
    private const int NameMax = 60;

    public long Id { get; private set; }

    public required long ComplaintId { get; init; }

    /// <summary>Whether the citizen sent it; evidence of an official otherwise.</summary>
    public required bool FromCitizen { get; init; }

    public required FileKind Kind { get; init; }

    public required string Channel { get; init; }

    /// <summary>The channel's reference; emptied once the content is ours, since it can lead to the sender.</summary>
    public string? Reference { get; private set; }

    /// <summary>The name that the sender's device gave, until it is known whether we can keep it: then it is not needed any more.</summary>
    public string? Name { get; private set; }

    public required DateTimeOffset At { get; init; }

    public AttachmentState State { get; private set; }

    /// <summary>
    /// The name under which we keep it, which nobody can guess. It is drawn before the content is fetched (then without its
    /// extension), so that a content written twice because a process died in between is still one file.
    /// </summary>
    public string? KeptAs { get; private set; }

    /// <summary>The process that fetches it at this moment.</summary>
    public string? ClaimedBy { get; private set; }

    public long? Size { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When it is fetched next; null when it is not to be.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    public static ComplaintAttachment Of(long complaint, bool fromCitizen, string channel, InboundFile file, DateTimeOffset now) => new()
    {
        ComplaintId = complaint,
        FromCitizen = fromCitizen,
        Kind = file.Kind,
        Channel = channel,
        Reference = file.Reference,
        At = now,
        NextTryAt = now,
        KeptAs = AttachmentFolder.DrawName(),
        Name = string.IsNullOrWhiteSpace(file.Name) ? null : Characters.Short(file.Name, NameMax),
    };

    /// <summary>Its content is on our disk.</summary>
    public void Keep(string name, long size) =>
        (State, KeptAs, Size, Reference, Name, NextTryAt, ClaimedBy) = (AttachmentState.Kept, name, size, null, null, null, null);

    /// <summary>It will never be ours.</summary>
    public void GiveUp(AttachmentState why) => (State, KeptAs, Name, NextTryAt, ClaimedBy) = (why, null, null, null, null);

    /// <summary>Later again, further and further apart up to six hours.</summary>
    public void TryLater(DateTimeOffset now)
    {
        Tries++;
        ClaimedBy = null;
        NextTryAt = now + TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, Tries - 1), 6 * 3600));
    }

    /// <summary>The retention rule erased its content.</summary>
    public void Erase() =>
        (State, KeptAs, Reference, Name, NextTryAt, ClaimedBy) = (AttachmentState.Erased, null, null, null, null, null);
}

/// <summary>Where an attachment stands.</summary>
internal enum AttachmentState
{
    /// <summary>To be fetched.</summary>
    Waiting,

    /// <summary>On our disk.</summary>
    Kept,

    /// <summary>Larger than we take.</summary>
    TooLarge,

    /// <summary>Its content is of no kind that we take.</summary>
    WrongKind,

    /// <summary>The platform no longer has it.</summary>
    Gone,

    /// <summary>Erased at the end of its time, or by its sender.</summary>
    Erased,

    /// <summary>It holds nothing.</summary>
    Empty,

    /// <summary>A still picture of the HEIF family (ISO 23008-12), which we can neither clean nor turn into JPEG.</summary>
    Heif,
}

internal sealed class ComplaintAttachmentTable : IEntityTypeConfiguration<ComplaintAttachment>
{
    public void Configure(EntityTypeBuilder<ComplaintAttachment> table)
    {
        table.ToTable("complaint_attachments");
        table.HasOne<Complaint>().WithMany().HasForeignKey(a => a.ComplaintId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(a => a.NextTryAt);
    }
}
