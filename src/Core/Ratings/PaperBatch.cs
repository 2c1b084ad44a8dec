using Core.Calendar;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Ratings;

/// <summary>
/// Questionnaires on paper that came in by one file. Its ratings bear its number, so that they are told apart in every count and can be
/// undone as a whole.
/// </summary>
internal sealed class PaperBatch
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit.</summary>
    public required int UnitId { get; init; }

    /// <summary>The month of the earliest sheet.</summary>
    public required Month From { get; init; }

    /// <summary>The month of the latest.</summary>
    public required Month To { get; init; }

    /// <summary>How many sheets.</summary>
    public required int Sheets { get; init; }

    /// <summary>A hash of all that the sheets say, in no order: the same ones are not counted twice.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Sheets filled in before noon (08.00–12.00 on the form); kept for all together, so that no rating holds an hour.</summary>
    public required int Mornings { get; init; }

    /// <summary>Sheets filled in after noon (13.00–17.00).</summary>
    public required int Afternoons { get; init; }

    /// <summary>Who brought them in, by number.</summary>
    public required long EnteredBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When they were taken back; null while they count.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Takes them back.</summary>
    public void Undo(DateTimeOffset now) => UndoneAt ??= now;

    /// <summary>The files of a unit that count now, the latest first.</summary>
    public static Task<List<PaperBatch>> Of(AppDb db, int unit) => db.PaperBatches.AsNoTracking()
        .Where(b => b.UnitId == unit && b.UndoneAt == null).OrderByDescending(b => b.Id).ToListAsync();
}

internal sealed class PaperBatchTable : IEntityTypeConfiguration<PaperBatch>
{
    public void Configure(EntityTypeBuilder<PaperBatch> table)
    {
        table.ToTable("paper_batches");
        table.HasOne<Unit>().WithMany().HasForeignKey(b => b.UnitId);
        table.HasIndex(b => new { b.UnitId, b.Fingerprint }).IsUnique().HasFilter("undone_at is null")
            .HasDatabaseName("ix_paper_batches_counted");
    }
}
