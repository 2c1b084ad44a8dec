using Core.Alarms;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Tests.Alarms;

/// <summary>Of several workers each looks at its own machine, and the one that leads tells people of all of them.</summary>
public sealed class MachineAlarmTests
{
    private string[] _alive = ["satu", "dua"];
    private int _needed = int.MaxValue;
    private NoteMachine? _two;

    [Fact]
    public async Task A_disk_of_a_worker_that_does_not_lead_is_told_with_its_name_and_taken_back()
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

        _alive = ["satu"];
        await Pass(watched, 5);

        watched.Told.ShouldHaveSingleItem();
        (await watched.Of(s => s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext().Alarms.Count())).ShouldBe(0);
    }

    private async Task Pass(Watched watched, int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            watched.Town.Time.Advance(TimeSpan.FromMinutes(1));
            await watched.Town.With(async services =>
            {
                var room = services.GetRequiredService<IOptions<AlarmOptions>>().Value;
                room.DiskLowMegabytes = _needed;
                if (_alive.Contains("dua")) await (_two ??= Of(services, "dua", leads: false)).Run();
                room.DiskLowMegabytes = 1;
                await ActivatorUtilities.CreateInstance<TellAlarms>(services, Of(services, "satu", leads: true)).Run();
            });
        }
    }

    private NoteMachine Of(IServiceProvider services, string name, bool leads) => ActivatorUtilities.CreateInstance<NoteMachine>(services,
        new Worker(leads, new WorkerPlace(_alive, Array.IndexOf(_alive, name))), Options.Create(new OutboxOptions { Instance = name }));

    private sealed class Worker(bool leads, WorkerPlace place) : OneWorker, IWorkers
    {
        bool IWorkers.MayBeSeveral => true;

        bool IWorkers.Leads => leads;

        WorkerPlace? IWorkers.Place => place;
    }
}
