using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Schedules;

/// <summary>When a deed last looked what is due, so that it can tell how long it was away.</summary>
public sealed class LookMark
{
    /// <summary>The deed.</summary>
    public required string Name { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Notes that the deed looks now; returns when it looked before, which is now for the first time.</summary>
    public static async ValueTask<DateTimeOffset> Look(WriteTurn turn, string name, DateTimeOffset now)
    {
        var mark = await turn.Db.LookMarks.FirstOrDefaultAsync(m => m.Name == name);
        if (mark is null) turn.Db.LookMarks.Add(mark = new LookMark { Name = name, At = now });
        var before = mark.At;
        mark.At = now;
        return before;
    }
}

internal sealed class LookMarkTable : IEntityTypeConfiguration<LookMark>
{
    public void Configure(EntityTypeBuilder<LookMark> table)
    {
        table.ToTable("look_marks");
        table.HasKey(m => m.Name);
    }
}
