using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Messaging;

/// <summary>
/// One line of a talk in the web chat, ours or the person's. Lines are only added, edits too, so that a browser which was
/// away reads on from the number of the last line that it saw.
/// </summary>
internal sealed class WebMessage
{
    /// <summary>Our number of it, never used twice; a browser resumes after it.</summary>
    public long Id { get; private set; }

    /// <summary>The browser whose talk it is: a hash of its cookie.</summary>
    public required string Address { get; init; }

    /// <summary>Whether the person said it.</summary>
    public bool FromMe { get; init; }

    /// <summary>The browser's id of it, so that sending again stores nothing twice; only on what the person said.</summary>
    public string? ClientId { get; init; }

    /// <summary>What is shown, as JSON.</summary>
    public required string Body { get; set; }

    /// <summary>The line that this one replaces in place.</summary>
    public long? EditOf { get; init; }

    /// <summary>The file that belongs to it, by the channel's reference.</summary>
    public string? FileReference { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class WebMessageTable : IEntityTypeConfiguration<WebMessage>
{
    public void Configure(EntityTypeBuilder<WebMessage> table)
    {
        table.ToTable("web_messages");
        table.HasIndex(m => new { m.Address, m.Id });
        table.HasIndex(m => new { m.Address, m.ClientId }).IsUnique();
        table.HasIndex(m => m.At);
    }
}
