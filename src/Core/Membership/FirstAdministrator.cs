using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership;

/// <summary>Where nobody administers the instansi yet, an invitation stands ready for whoever starts the service.</summary>
public sealed class FirstAdministrator(Writer writer, SecretKey secret, TimeProvider time)
{
    /// <summary>The payload of its link; null once there is an administrator. The same one until it is used.</summary>
    public Task<string?> Payload() => writer.Do(async turn =>
    {
        if (await turn.Db.Memberships.AnyAsync(m => m.Role == Role.InstansiAdministrator && m.Until == null)) return null;
        var open = await turn.Db.Invitations.FirstOrDefaultAsync(i => i.MadeBy == null && i.Uses < i.MaxUses && i.RevokedAt == null);
        if (open is null)
        {
            open = new Invitation { Role = Role.InstansiAdministrator, MaxUses = 1, MadeAt = time.GetUtcNow() };
            turn.Db.Invitations.Add(open);
            await turn.Db.SaveChangesAsync();
        }

        return (string?)open.Payload(secret);
    });
}
