using Core.Membership.Roles;
using Core.People;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Membership;

public sealed class LastAdministratorTests
{
    [PostgresFact]
    public async Task Of_the_last_two_who_leave_at_once_one_stays()
    {
        await using var town = new Town();
        foreach (var who in new[] { "ani", "budi" }) await town.Say(who, "/start");
        await town.With(async s =>
        {
            var (writer, checkedFirst, go) = (s.GetRequiredService<WriteQueue>(), new TaskCompletionSource(), new TaskCompletionSource());
            var people = await writer.Enqueue(async write =>
            {
                var ids = await write.Db.People.Select(p => p.Id).ToListAsync();
                foreach (var id in ids) await GiveRole.Give(write.Db, id, Role.InstansiAdministrator, null, town.Time.GetUtcNow());
                return ids;
            });
            async Task<bool> Leave(long who, Func<Task> between) => await writer.Enqueue(async write =>
            {
                var isLast = await GiveRole.IsLastAdministrator(write.Db, who);
                await between();
                if (!isLast) await GiveRole.End(write.Db, who, town.Time.GetUtcNow());
                return isLast;
            });
            var first = Leave(people[0], () =>
            {
                checkedFirst.SetResult();
                return go.Task;
            });
            await checkedFirst.Task;
            var second = Leave(people[1], () => Task.CompletedTask);
            await Task.WhenAny(second, TestDatabase.WhenSomebodyWaits(town.Database));
            go.SetResult();
            (await Task.WhenAll(first, second)).ShouldBe([false, true]);
        });

        (await town.Read(db => db.Memberships.CountAsync(m => m.Role == Role.InstansiAdministrator && m.Until == null))).ShouldBe(1);
    }
}
