using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Support;

/// <summary>Gives roles to people of a town and takes them away, without the talk of inviting them.</summary>
internal static class Officials
{
    /// <summary>Gives a role in a unit (null for the whole instansi); somebody unknown is written down first.</summary>
    internal static Task Appoint(this Town town, string who, Role role, string? unit = null, string? channel = null) =>
        town.With(async services =>
    {
        channel ??= town.Channel.Name;
        var id = unit is null ? (int?)null : services.GetRequiredService<UnitCatalog>().Find(unit)!.Id;
        await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var person = await write.Db.People.FirstOrDefaultAsync(p => p.Channel == channel && p.Address == who);
            if (person is null)
            {
                write.Db.People.Add(person = new Person { Channel = channel, Address = who, FirstSeen = town.Time.GetUtcNow() });
                await write.Db.SaveChangesAsync();
            }

            write.Db.Memberships.Add(new Core.People.RoleGrant
            {
                PersonId = person.Id,
                UnitId = id,
                Role = role,
                Since = town.Time.GetUtcNow()
            });
        });
    });

    /// <summary>Ends every role of a person.</summary>
    public static Task Dismiss(this Town town, string who, string? channel = null) =>
        town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        channel ??= town.Channel.Name;
        var person = await write.Db.People.SingleAsync(p => p.Channel == channel && p.Address == who);
        await foreach (var role in write.Db.Memberships.Where(m => m.PersonId == person.Id).AsAsyncEnumerable())
            role.End(town.Time.GetUtcNow());
    }));
}
