using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Core.Membership.Joining;

/// <summary>Where nobody administers the instansi yet, an invitation stands ready for whoever starts the service.</summary>
internal sealed class FirstAdministrator(WriteQueue writer, SecretKey secret, TimeProvider time)
{
    /// <summary>The payload of its link; null once there is an administrator. The same one until it is used.</summary>
    public Task<string?> Payload() => writer.Enqueue(async write =>
    {
        await write.Db.Sql.Lock("first-administrator");
        if (await write.Db.Memberships.AnyAsync(m => m.Role == Role.InstansiAdministrator && m.Until == null)) return null;
        var open = await write.Db.Invitations.FirstOrDefaultAsync(i => i.MadeBy == null && i.Uses < i.MaxUses && i.RevokedAt == null);
        if (open is null)
        {
            open = new Invitation { Role = Role.InstansiAdministrator, MaxUses = 1, MadeAt = time.GetUtcNow() };
            write.Db.Invitations.Add(open);
            await write.Db.SaveChangesAsync();
        }

        return (string?)open.Payload(secret);
    });
}
