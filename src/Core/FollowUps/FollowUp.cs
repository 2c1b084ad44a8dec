using Core.Calendar;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.FollowUps;

/// <summary>What a unit will do about an unsur (rencana tindak lanjut, Permenpan RB 14/2017): what, by when, by whom.</summary>
internal sealed class FollowUp
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The month whose score it answers, as <c>202610</c>.</summary>
    public required Month Month { get; init; }

    /// <summary>The unsur, U1 to U9.</summary>
    public required string Unsur { get; init; }

    /// <summary>What will be done, as published.</summary>
    public required string What { get; set; }

    /// <summary>Who is in charge: an office, not a person's name.</summary>
    public required string Who { get; set; }

    /// <summary>By when.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>Who wrote it down, by number; reminded of it.</summary>
    public required long AuthorId { get; set; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When it was done; null while it is not.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>What shows that it was done, as published; null where nobody wrote it down.</summary>
    public string? Evidence { get; private set; }

    /// <summary>Whether somebody noted that it was discussed in the Forum Konsultasi Publik.</summary>
    public bool Discussed { get; set; }

    /// <summary>The local day of the last reminder.</summary>
    public DateOnly? RemindedOn { get; set; }

    /// <summary>Marks it as done.</summary>
    public void Done(DateTimeOffset now, string? evidence = null)
    {
        DoneAt ??= now;
        Evidence = evidence ?? Evidence;
    }

    /// <summary>Another plan takes its place: it is neither done nor discussed, and whoever wrote it is reminded of it.</summary>
    public void Rewrite(string what, string who, DateOnly due, long author, DateTimeOffset now)
    {
        (What, Who, DueOn, AuthorId, At) = (what, who, due, author, now);
        (DoneAt, Evidence, Discussed, RemindedOn) = (null, null, false, null);
    }

    /// <summary>
    /// The first month in which citizens can have felt it: the one after it was done, or after its date while nobody said so.
    /// </summary>
    public Month FeltFrom(TimeZoneInfo zone) => (DoneAt is { } done ? LocalTime.MonthOf(done, zone) : Month.Of(DueOn)).Add(1);
}

internal sealed class FollowUpTable : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> table)
    {
        table.ToTable("follow_ups");
        table.HasOne<Unit>().WithMany().HasForeignKey(f => f.UnitId);
        table.HasIndex(f => new { f.UnitId, f.Month, f.Unsur }).IsUnique();
        table.HasIndex(f => f.DueOn);
        table.Property(f => f.Discussed).HasDefaultValue(false);
    }
}
