using Core.FollowUps;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

public sealed class StatisticsTranscripts
{
    public static TheoryData<string> All => TranscriptFiles.In("Statistics/statistics");

    [Theory]
    [MemberData(nameof(All))]
    public Task The_talk_goes_as_written(string name) => TranscriptFiles.Play("Statistics/statistics", name, jobs: Jobs);

    [Fact]
    public Task With_a_declared_quarter_the_talk_goes_as_written() =>
        TranscriptFiles.Play("Statistics/declared", "declared-quarter", new Town(new() { ["Scores:DeclaredPeriod"] = "quarter" }), Jobs);

    private static Dictionary<string, Func<IServiceProvider, Task>> Jobs { get; } = new()
    {
        ["warga menilai"] = async services =>
        {
            await Fill.Rate(services, "DISDUKCAPIL", 202609, 30, "333333333", "332333323");
            await Fill.Rate(services, "DISDUKCAPIL", 202610, 40, "343433333", "333434434", "342333323");
            await Fill.Rate(services, "DPMPTSP", 202610, 29, "444444444", "443444434");
            await Fill.Rate(services, "DINSOS", 202610, 3, "333333333");
            await Fill.Rate(services, "DISDIK", 202610, 12, "343434343", "333333333", "222232222");
        },
        ["warga menilai setriwulan"] = async services =>
        {
            foreach (var month in (int[])[202607, 202608, 202609])
                await Fill.Rate(services, "DISDUKCAPIL", month, 130, "343433333", "333434434", "342333323");
            await Fill.Rate(services, "DISDUKCAPIL", 202610, 130, "343433333");
            await Fill.Rate(services, "DPMPTSP", 202609, 29, "444444444", "443444434");
        },
        ["warga menulis saran"] = services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = services.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            for (var i = 0; i < 14; i++)
            {
                var rating = Fill.Rating(unit, 202610, i < 6 ? "331333343" : i < 10 ? "222222222" : "344434444", i, i switch
                {
                    0 => "Loket 2 sering kosong, hubungi saya di 0812 3456 7890 atau budi@contoh.id",
                    1 => "NIK saya 1371012345670001, kenapa lama sekali?",
                    12 => "Petugasnya ramah.",
                    _ => null,
                });
                rating.Signs = i switch { >= 6 and < 12 => RatingSigns.SameMinute, >= 12 => RatingSigns.OutOfHours, _ => RatingSigns.None };
                write.Db.Ratings.Add(rating);
                await ScoreSums.Add(write.Db, rating, services.GetRequiredService<Instruments>().Current, 1);
            }
        }),
        ["tujuh menilai serempak"] = services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = services.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            for (var i = 0; i < 14; i++)
            {
                // Those that are flagged are alike, since a lot says in which order they are looked at.
                var rating = Fill.Rating(unit, 202610, i < 7 ? "331333343" : "344434444", i < 7 ? 0 : i);
                rating.Signs = i < 7 ? RatingSigns.SameMinute | RatingSigns.OutOfHours : RatingSigns.None;
                write.Db.Ratings.Add(rating);
                await ScoreSums.Add(write.Db, rating, services.GetRequiredService<Instruments>().Current, 1);
            }
        }),
        ["warga menilai lagi"] = services => Fill.Rate(services, "DISDUKCAPIL", 202611, 35, "344444434", "343434433", "344334344"),
        ["skor bulanan"] = services => services.GetRequiredService<PostMonthlyScores>().Run(),
        ["tautan ditanyakan"] = services => services.GetRequiredService<AnswerLinkRequests>().Run(),
        ["ingatkan rencana"] = services => services.GetRequiredService<RemindFollowUps>().Run(),
    };
}
