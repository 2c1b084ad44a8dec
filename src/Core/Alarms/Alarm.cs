using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Alarms;

/// <summary>Something that needs a person, as long as it does. It stands in the database, so that no restart tells it again.</summary>
internal sealed class Alarm
{
    /// <summary>What makes its name longer than its check's.</summary>
    private const char Of = ':';

    /// <summary>The check that found it, and of several things the one.</summary>
    public required string Name { get; init; }

    /// <summary>What fills its sentence, separated by <c>|</c>; never anybody's words.</summary>
    public string? What { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was found last.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When people were told; null while they were not.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The name of the check that found it.</summary>
    public string Check => Name.Split(Of, 2)[0];

    /// <summary>The name of what a check found.</summary>
    public static string NameOf(string check, Trouble trouble) => trouble.Subject.Length == 0 ? check : $"{check}{Of}{trouble.Subject}";
}

internal sealed class AlarmTable : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> table)
    {
        table.ToTable("alarms");
        table.HasKey(a => a.Name);
    }
}
