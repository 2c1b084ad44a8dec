using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Alarms;

/// <summary>What was done about backups.</summary>
internal enum BackupDeed
{
    /// <summary>One was made.</summary>
    Made,

    /// <summary>The newest one was brought back in a place of its own.</summary>
    Tried,

    /// <summary>The newest one was sent to storage elsewhere.</summary>
    Sent,
}

/// <summary>A backup that was made or tried, and how it went.</summary>
internal sealed class BackupRun
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>What was done.</summary>
    public required BackupDeed Deed { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The file; null where none came of it.</summary>
    public string? File { get; init; }

    /// <summary>How large it is, with what was newly copied beside it.</summary>
    public long Bytes { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The last time that something was done well; null when it never was.</summary>
    public static Task<DateTimeOffset?> LastGood(AppDb db, BackupDeed deed) =>
        db.BackupRuns.Where(r => r.Deed == deed && r.Error == null).MaxAsync(r => (DateTimeOffset?)r.At);

    /// <summary>The last one, however it went.</summary>
    public static Task<BackupRun?> Last(AppDb db, BackupDeed deed) =>
        db.BackupRuns.AsNoTracking().Where(r => r.Deed == deed).OrderByDescending(r => r.Id).FirstOrDefaultAsync();
}

internal sealed class BackupRunTable : IEntityTypeConfiguration<BackupRun>
{
    public void Configure(EntityTypeBuilder<BackupRun> table)
    {
        table.ToTable("backup_runs");
        table.HasIndex(r => new { r.Deed, r.At });
    }
}
