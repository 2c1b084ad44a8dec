using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Imports;

/// <summary>What a file that an administrator sent is read as.</summary>
internal enum ImportKind
{
    /// <summary>Questionnaires on paper, a row a respondent.</summary>
    Paper,

    /// <summary>Units with their services.</summary>
    Units,

    /// <summary>People who are to be invited.</summary>
    People,

    /// <summary>A year's days off.</summary>
    DaysOff,
}

/// <summary>
/// A file that an administrator sent to be read. It is fetched outside the writer's turn; what was read waits here until its sender says
/// that it counts, and goes with that or after two days.
/// </summary>
internal sealed class ImportFile
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>What it is read as.</summary>
    public required ImportKind Kind { get; init; }

    /// <summary>For which unit; null where the file names them.</summary>
    public int? UnitId { get; init; }

    /// <summary>Who sent it.</summary>
    public required long PersonId { get; init; }

    /// <summary>The channel that they sent it by.</summary>
    public required string Channel { get; init; }

    /// <summary>Their chat.</summary>
    public required string Address { get; init; }

    /// <summary>Their language.</summary>
    public required string Language { get; init; }

    /// <summary>The channel's reference of the file.</summary>
    public required string Reference { get; init; }

    /// <summary>When they sent it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often fetching or reading it failed.</summary>
    public int Failures { get; set; }

    /// <summary>What was read; null while it waits.</summary>
    public string? Content { get; set; }

    /// <summary>One of this person that was read; null when it is gone, another's or of another kind.</summary>
    public static Task<ImportFile?> Find(AppDb db, Caller who, ImportKind kind, string? number) =>
        long.TryParse(number, out var id) ? db.ImportFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && f.Kind == kind
            && f.PersonId == who.Id && f.Content != null) : Task.FromResult<ImportFile?>(null);
}

internal sealed class ImportFileTable : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> table)
    {
        table.ToTable("import_files");
        table.HasOne<Unit>().WithMany().HasForeignKey(f => f.UnitId);
        table.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
