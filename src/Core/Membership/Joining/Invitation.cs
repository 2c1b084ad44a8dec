using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Core.Membership.Joining;

/// <summary>
/// A link by which so many people get a role, until a day. Its code is made from its number and our secret, so it is kept nowhere.
/// </summary>
internal sealed class Invitation
{
    /// <summary>What every payload of an invitation starts with.</summary>
    public const string Prefix = "undangan_";

    /// <summary>Our number of it.</summary>
    public long Id { get; private set; }

    /// <summary>The unit; null for the whole instansi.</summary>
    public int? UnitId { get; init; }

    /// <summary>The role it gives.</summary>
    public required Role Role { get; init; }

    /// <summary>How many people may use it.</summary>
    public required int MaxUses { get; init; }

    /// <summary>How many did.</summary>
    public int Uses { get; private set; }

    /// <summary>Until when; null for the first administrator's, which waits.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Who made it; null for the first administrator's.</summary>
    public long? MadeBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Since when it is withdrawn.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The payload of its link.</summary>
    public string Payload(SecretKey secret) => $"{Prefix}{Id}-{Seal(secret, Id)}";

    /// <summary>The number in a payload whose seal is ours; null for any other.</summary>
    public static long? Read(string payload, SecretKey secret)
    {
        var parts = payload.StartsWith(Prefix, StringComparison.Ordinal) ? payload[Prefix.Length..].Split('-') : [];
        if (parts.Length != 2 || !long.TryParse(parts[0], out var id)) return null;
        var seal = System.Text.Encoding.ASCII.GetBytes(Seal(secret, id));
        return System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(seal, System.Text.Encoding.ASCII.GetBytes(parts[1]))
            ? id : null;
    }

    /// <summary>The wording that says why this person cannot use it now; null when they can.</summary>
    public string? WhyNot(long person, DateTimeOffset now)
    {
        if (RevokedAt is not null) return "invitation.revoked";
        if (Until < now) return "invitation.expired";
        if (Uses >= MaxUses) return "invitation.used-up";
        return MadeBy == person ? "invitation.own" : null;
    }

    /// <summary>Holds an invitation for the transaction: its uses are counted one after the other.</summary>
    public static ValueTask Lock(AppDb db, long id) => db.Sql.Lock($"invitation:{id}");

    /// <summary>Counts a use.</summary>
    public void Use() => Uses++;

    /// <summary>Withdraws it.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    private static string Seal(SecretKey secret, long id) => secret.Hash("invitation", $"{id}")[..20];
}

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> table)
    {
        table.ToTable("invitations");
        table.HasOne<Unit>().WithMany().HasForeignKey(i => i.UnitId);
    }
}
