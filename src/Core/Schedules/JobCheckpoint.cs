using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>When a deed last looked what is due, so that it can tell how long it was away.</summary>
internal sealed class JobCheckpoint
{
    /// <summary>The deed.</summary>
    public required string Name { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Notes that the deed looks now; returns when it looked before, which is now for the first time.</summary>
    public static async ValueTask<DateTimeOffset> Look(WriteContext write, string name, DateTimeOffset now)
    {
        await write.Db.Sql.Lock($"job:{name}");
        var mark = await write.Db.LookMarks.FirstOrDefaultAsync(m => m.Name == name);
        if (mark is null) write.Db.LookMarks.Add(mark = new JobCheckpoint { Name = name, At = now });
        var before = mark.At;
        mark.At = now;
        return before;
    }
}

internal sealed class JobCheckpointTable : IEntityTypeConfiguration<JobCheckpoint>
{
    public void Configure(EntityTypeBuilder<JobCheckpoint> table)
    {
        table.ToTable("look_marks");
        table.HasKey(m => m.Name);
    }
}
