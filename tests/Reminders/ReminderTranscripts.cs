using Core.Berakhlak;
using Core.Persistence;
using Core.Ratings;
using Core.Reminders;
using Core.Schedules;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Reminders;

public sealed class ReminderTranscripts
{
    private static readonly Dictionary<string, Func<IServiceProvider, Task>> Jobs = new()
    {
        ["setiap-kali"] = Tick,
        ["penilaian-november"] = s => Rate(s, "DPMPTSP", 202611, 103),
        ["penilaian-desember"] = s => Rate(s, "DPMPTSP", 202612, 109),
        ["pujian-november"] = s => Praised.In(s, "DPMPTSP", 202611),
        ["pujian-desember"] = s => Praised.In(s, "DPMPTSP", 202612),
        ["indeks-2025"] = Praised.Measured,
        ["grup-tertaut"] = Praised.Link,
        ["rencana-selesai"] = s => Praised.Finish(s, "DPMPTSP"),
    };

    public static TheoryData<string> All => TranscriptFiles.In("Reminders/transcripts");

    public static TheoryData<string> OfSchedules => TranscriptFiles.In("Schedules/transcripts");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name)
    {
        var town = new Town();
        File.WriteAllText(Path.Combine(town.Folder, "instansi.key"), new string('7', 64)); // so that an invitation has a known seal
        return TranscriptFiles.Play("Reminders/transcripts", name, town, Jobs);
    }

    [Theory]
    [MemberData(nameof(OfSchedules))]
    public Task Schedules_and_announcements_go_as_written(string name) => TranscriptFiles.Play("Schedules/transcripts", name, jobs: Jobs);

    /// <summary>What the clock does every minute.</summary>
    internal static async Task Tick(IServiceProvider services)
    {
        await services.GetRequiredService<CarryGoals>().Run();
        await services.GetRequiredService<PlanReminders>().Run();
        await services.GetRequiredService<SendRecaps>().Run();
        await services.GetRequiredService<SendScheduled>().Run();
        await services.GetRequiredService<FillBroadcasts>().Run();
    }

    /// <summary>Gives a unit 38 ratings of a month in which waiting time is the weakest.</summary>
    internal static Task Rate(IServiceProvider services, string unit, int month, long waiting)
    {
        var of = services.GetRequiredService<UnitCatalog>().Find(unit)!;
        var instrument = services.GetRequiredService<Instruments>().Current.Id;
        return services.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            write.Db.MonthlySums.Add(new MonthlySum
            {
                Month = new(month),
                UnitId = of.Id,
                ServiceId = of.Services[0].Id,
                Instrument = instrument,
                Respondents = 38,
                S1 = 130,
                S2 = 130,
                S3 = waiting,
                S4 = 140,
                S5 = 130,
                S6 = 130,
                S7 = 135,
                S8 = 125,
                S9 = 130,
                Squares = 1,
            });
            return ValueTask.CompletedTask;
        });
    }
}
