using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership;

/// <summary>One administrative act. It names people by number only, so that erasing a person leaves nothing of them here.</summary>
internal sealed class AuditEntry
{
    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the service itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>What was done; its sentence is the wording <c>audit.ACT</c>.</summary>
    public required string Act { get; init; }

    /// <summary>To whom, where it was a person.</summary>
    public long? PersonId { get; init; }

    /// <summary>In which unit; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>What exactly, such as a unit's code or a role; never what a person wrote.</summary>
    public string? What { get; init; }
}

/// <summary>Writes down what administrators do.</summary>
internal static class Audit
{
    /// <summary>
    /// Notes an act in the transaction that does it. Its sentence is the wording <c>audit.ACT</c> with {0} for <paramref name="what"/>.
    /// </summary>
    public static void Note(AppDb db, Caller? actor, DateTimeOffset now, string act, int? unit = null, string? what = null,
        long? person = null) =>
        db.Audit.Add(new AuditEntry { At = now, ActorId = actor?.Id, Act = act, UnitId = unit, What = what, PersonId = person });
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit");
        table.HasIndex(e => e.At);
        table.HasIndex(e => new { e.UnitId, e.At });
    }
}
