using Core.People;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Complaints.Desk;

/// <summary>A list that somebody wants to find again: a name and the filters, as they stand in the address.</summary>
internal sealed class DeskView
{
    public long Id { get; private set; }

    public required long PersonId { get; init; }

    public required string Name { get; init; }

    public required string Query { get; init; }
}

/// <summary>Who looks at which complaint right now, so that two who do see each other; kept for a day at most.</summary>
internal sealed class DeskLook
{
    public required long ComplaintId { get; init; }

    public required long PersonId { get; init; }

    public required DateTimeOffset At { get; set; }
}

/// <summary>Words that an office says often, with places to fill: {Kode}, {Nama}, {Tenggat}.</summary>
internal sealed class CannedAnswer
{
    public long Id { get; init; }

    /// <summary>Whose it is; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    /// <summary>The words for one complaint, as whoever handles it reads it; who may not read the name fills in none.</summary>
    public static string Fill(string body, Complaint complaint, Relation by, Wording words) => body
        .Replace("{Kode}", ComplaintText.Code(complaint), StringComparison.OrdinalIgnoreCase)
        .Replace("{Nama}", ComplaintText.Name(complaint, by) ?? "Bapak/Ibu", StringComparison.OrdinalIgnoreCase)
        .Replace("{Tenggat}", ComplaintText.FollowUp(complaint).In(words), StringComparison.OrdinalIgnoreCase);
}

internal sealed class DeskViewTable : IEntityTypeConfiguration<DeskView>
{
    public void Configure(EntityTypeBuilder<DeskView> table)
    {
        table.ToTable("desk_views");
        table.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(v => new { v.PersonId, v.Name }).IsUnique();
    }
}

internal sealed class DeskLookTable : IEntityTypeConfiguration<DeskLook>
{
    public void Configure(EntityTypeBuilder<DeskLook> table)
    {
        table.ToTable("desk_looks");
        table.HasKey(l => new { l.ComplaintId, l.PersonId });
        table.HasOne<Complaint>().WithMany().HasForeignKey(l => l.ComplaintId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(l => l.At);
    }
}

internal sealed class CannedAnswerTable : IEntityTypeConfiguration<CannedAnswer>
{
    public void Configure(EntityTypeBuilder<CannedAnswer> table)
    {
        table.ToTable("canned_answers");
        table.HasOne<Unit>().WithMany().HasForeignKey(a => a.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
