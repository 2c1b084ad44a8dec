using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Dialogs.Conversations;

/// <summary>Where a person's talk stands: the open dialog, its answers, and the ones set aside, as data.</summary>
internal sealed class Conversation
{
    /// <summary>Whose.</summary>
    public long PersonId { get; init; }

    /// <summary>Counts the dialogs that this person started; buttons of an earlier one are recognised by it.</summary>
    public int Run { get; set; }

    /// <summary>The open dialog and those set aside, as JSON (<see cref="ConversationState"/>); null when nothing is open.</summary>
    public string? State { get; set; }

    /// <summary>The name of the dialog whose question is open; null while the person is free.</summary>
    public string? OpenDialog { get; set; }

    /// <summary>The channel's id of the message that shows the open question.</summary>
    public string? Card { get; set; }

    /// <summary>
    /// When the person last wrote or pressed; while no dialog is open only the day, as the moment at which it began in the instansi's zone.
    /// </summary>
    public DateTimeOffset LastAt { get; set; }
}

internal sealed class ConversationTable : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> table)
    {
        table.ToTable("conversations");
        table.HasKey(c => c.PersonId);
        table.Property(c => c.PersonId).ValueGeneratedNever();
        table.HasOne<Person>().WithOne().HasForeignKey<Conversation>(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(c => c.LastAt);
    }
}
