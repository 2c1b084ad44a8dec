using Core.Calendar;
using Core.ExternalIndices;
using Core.FollowUps;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Reminders;

/// <summary>Facts that a reminder may refer to: words of citizens, a measured index, a finished plan.</summary>
internal static class Praised
{
    /// <summary>What citizens wrote: some praise, some do not, some name a person or a number.</summary>
    private static readonly string?[] Words =
    [
        "Petugasnya ramah dan penjelasannya mudah dipahami.", "Terima kasih, izin saya selesai di hari yang dijanjikan.",
        "Ruang tunggu bersih dan nyaman.", "Ramah, tetapi antreannya lama.", "Bu Ratna sabar sekali membantu saya.",
        "Terima kasih, nomor saya 081234567890.", "Kapan sistemnya pulih?", null, null,
    ];

    public static Task In(IServiceProvider services, string code, int month)
    {
        var unit = services.GetRequiredService<UnitCatalog>().Find(code)!;
        return services.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            foreach (var words in Words)
                write.Db.Ratings.Add(new Rating
                {
                    UnitId = unit.Id,
                    ServiceId = unit.Services[0].Id,
                    Instrument = services.GetRequiredService<Instruments>().Current.Id,
                    State = RatingState.Complete,
                    Day = new Month(month).FirstDay,
                    Month = new Month(month),
                    Published = true,
                    Comment = words,
                    Unsur = [3, 3, 3, 4, 3, 3, 4, 3, 3],
                });
            return ValueTask.CompletedTask;
        });
    }

    public static Task Measured(IServiceProvider services) => services.GetRequiredService<WriteQueue>().Enqueue(write =>
    {
        foreach (var (kind, year, figures) in new[]
            { (ExternalKind.Berakhlak, 2025, YearOfReminders.Index), (ExternalKind.BerakhlakNational, 2022, YearOfReminders.Nation) })
            foreach (var (item, figure) in figures.Values)
                write.Db.ExternalIndices.Add(new ExternalIndex
                {
                    Kind = kind,
                    Year = year,
                    Item = item,
                    Hundredths = (int)(figure * 100),
                    Source = "uji",
                    At = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                });
        return ValueTask.CompletedTask;
    });

    /// <summary>A group of the whole instansi is linked, and one that cannot be posted to any more.</summary>
    public static Task Link(IServiceProvider services) => services.GetRequiredService<WriteQueue>().Enqueue(write =>
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        write.Db.ChannelLinks.Add(new ChannelLink
        {
            Channel = "test",
            Address = "grup-pegawai",
            Thread = "",
            Title = "Grup Pegawai",
            Since = now,
        });
        write.Db.ChannelLinks.Add(new ChannelLink
        {
            Channel = "test",
            Address = "grup-lama",
            Thread = "",
            Title = "Grup Lama",
            Since = now,
            LostSince = now,
        });
        return ValueTask.CompletedTask;
    });

    public static Task Finish(IServiceProvider services, string code)
    {
        var (unit, now) = (services.GetRequiredService<UnitCatalog>().Find(code)!, services.GetRequiredService<TimeProvider>().GetUtcNow());
        return services.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            var plan = new FollowUp
            {
                UnitId = unit.Id,
                Month = new Month(202611),
                Unsur = "U3",
                What = "loket kedua dibuka pukul 12 sampai 13",
                Who = "Bidang Pelayanan",
                DueOn = new DateOnly(2026, 12, 15),
                AuthorId = 0,
                At = now,
            };
            plan.Done(now);
            write.Db.FollowUps.Add(plan);
            return ValueTask.CompletedTask;
        });
    }
}
