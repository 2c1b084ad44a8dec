using Core.Complaints.Attachments;
using Core.Messaging;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>
/// A picture or document that goes with an announcement or a schedule. Its content is kept as attachments of complaints are: looked at,
/// cleaned, under a name that nobody can guess. It goes ninety days after it was last sent (<see cref="ForgetAnnouncementFiles"/>).
/// </summary>
internal sealed class AnnouncementFile
{
    private const int NameMax = 60;

    /// <summary>A larger picture is sent as a document: platforms shrink or refuse it.</summary>
    private const long PictureMaxBytes = 10_000_000;

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The channel that it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's reference; emptied once the content is ours, since it can lead to the sender.</summary>
    public string? Reference { get; private set; }

    /// <summary>Whether it was sent as a picture or as a document.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>The name that its receivers see, without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>Who sent it, by number.</summary>
    public required long MadeBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it stands.</summary>
    public AnnouncementFileState State { get; private set; }

    /// <summary>The name under which we keep it, with its ending.</summary>
    public string? KeptAs { get; private set; }

    /// <summary>Its size in bytes.</summary>
    public long? Size { get; private set; }

    /// <summary>How often fetching it failed.</summary>
    public int Failures { get; private set; }

    /// <summary>What a person sent in this message's dialog.</summary>
    public static AnnouncementFile Of(InboundFile file, string channel, long madeBy, DateTimeOffset now) => new()
    {
        Channel = channel,
        Reference = file.Reference,
        Kind = file.Kind,
        Name = NameOf(file),
        MadeBy = madeBy,
        At = now
    };

    /// <summary>The name as its receivers see it, without its ending.</summary>
    public static string NameOf(InboundFile file) =>
        Characters.Short(Path.GetFileNameWithoutExtension(file.Name ?? "").Trim() is { Length: > 0 } name ? name : "pengumuman", NameMax);

    /// <summary>From when on it is fetched again: further and further apart.</summary>
    public DateTimeOffset NextTryAt => At + TimeSpan.FromSeconds(20 * (Math.Pow(2, Failures) - 1));

    /// <summary>Its content is on our disk.</summary>
    public void Keep(string name, long size) => (State, KeptAs, Size, Reference) = (AnnouncementFileState.Kept, name, size, null);

    /// <summary>It could not be fetched this time.</summary>
    public void TryLater() => Failures++;

    /// <summary>It will never be ours.</summary>
    public void Lose() => (State, Reference) = (AnnouncementFileState.Lost, null);

    /// <summary>Its time is over.</summary>
    public void Erase() => (State, KeptAs) = (AnnouncementFileState.Erased, null);

    /// <summary>As it is sent; null where it is not there.</summary>
    public OutFile? Out(AttachmentFolder folder) => State == AnnouncementFileState.Kept
        ? new OutFile(folder.PathOf(KeptAs!), Name + Path.GetExtension(KeptAs), Kind == FileKind.Photo && Size <= PictureMaxBytes) : null;
}

/// <summary>Where a file of an announcement stands.</summary>
internal enum AnnouncementFileState
{
    /// <summary>To be fetched.</summary>
    Waiting,

    /// <summary>On our disk.</summary>
    Kept,

    /// <summary>It cannot be had, or is nothing that we take.</summary>
    Lost,

    /// <summary>Erased when its time was over.</summary>
    Erased,
}

internal sealed class AnnouncementFileTable : IEntityTypeConfiguration<AnnouncementFile>
{
    public void Configure(EntityTypeBuilder<AnnouncementFile> table)
    {
        table.ToTable("announcement_files");
        table.Ignore(f => f.NextTryAt);
    }
}
