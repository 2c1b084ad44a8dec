using Core.Alarms;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tests.Alarms;

/// <summary>Of several workers each looks at its own machine, and the one that leads tells people of all of them.</summary>
public sealed class MachineAlarmTests
{
    private bool _bothLive = true;
    private string _where = "dua";
    private int _needed = int.MaxValue;

    [Fact]
    public async Task The_disk_of_a_worker_that_does_not_lead_is_told_with_its_machine_and_taken_back()
    {
        await using var watched = await Watched.Open();

        await Pass(watched, 3);
        watched.Told.ShouldHaveSingleItem().ShouldContain("MB di ");
        watched.Told[0].ShouldContain("(dua)");

        _needed = 1;
        await Pass(watched, 5);
        watched.Told.Count.ShouldBe(2);
        watched.Told[1].ShouldContain("Ruang penyimpanan cukup lagi");
    }

    [Fact]
    public async Task Of_the_disk_of_a_worker_that_is_gone_nobody_says_that_it_is_well()
    {
        await using var watched = await Watched.Open();
        await Pass(watched, 3);

        _bothLive = false;
        await Pass(watched, 8);

        watched.Told.ShouldHaveSingleItem();
        (await watched.Of(s => s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext().Alarms.Count())).ShouldBe(0);
    }

    [Fact]
    public async Task What_two_workers_find_on_one_machine_is_told_once()
    {
        _where = "satu";
        await using var watched = await Watched.Open();

        await Pass(watched, 5, neededThere: int.MaxValue);

        watched.Told.ShouldHaveSingleItem().ShouldContain("(satu)");
    }

    private async Task Pass(Watched watched, int minutes, int neededThere = 1)
    {
        for (var i = 0; i < minutes; i++)
        {
            watched.Town.Time.Advance(TimeSpan.FromMinutes(1));
            await watched.Town.With(async services =>
            {
                var room = services.GetRequiredService<IOptions<AlarmOptions>>().Value;
                room.DiskLowMegabytes = _needed;
                if (_bothLive) await On(services, _where, leads: false).Run();
                room.DiskLowMegabytes = neededThere;
                var leader = On(services, "satu", leads: true);
                await leader.Run();
                await ActivatorUtilities.CreateInstance<TellAlarms>(services, leader).Run();
            });
        }
    }

    private NoteMachine On(IServiceProvider services, string machine, bool leads) => new(
        services.GetRequiredService<LookAtChecks>(), services.GetRequiredService<WriteQueue>(), new Worker(leads, _bothLive ? 2 : 1),
        services.GetRequiredService<TimeProvider>())
    { Machine = machine };

    private sealed class Worker(bool leads, int count) : OneWorker, IWorkers
    {
        bool IWorkers.MayBeSeveral => true;

        bool IWorkers.Leads => leads;

        WorkerPlace? IWorkers.Place { get; } = new([.. Enumerable.Range(1, count).Select(i => $"{i}")], 0);
    }
}
