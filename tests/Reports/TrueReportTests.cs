using Bot.Reports;
using Bot.Reports.Chapters;
using Core.FollowUps;
using Core.MonthlyPosts;
using Core.People;
using Core.Persistence;
using Core.Skm;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Reports.Documents;

namespace Tests.Reports;

/// <summary>A report says only what is so, and what it prints can be recomputed from what it prints.</summary>
public sealed class TrueReportTests
{
    private static readonly Period Semester = Period.Of(PeriodKind.Semester, 2026, 2)!.Value;

    [Fact]
    public async Task A_period_that_runs_says_so_and_names_no_day_to_come_as_surveyed()
    {
        await using var town = Town();
        await Rate(town);
        town.Time.Set(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));

        var text = await Written(town, Semester);

        text.ShouldContain("Semester II 2026 (masih berjalan, data sampai 26 November 2026)");
        text.ShouldContain("Rabu, 1 Juli 2026 – Kamis, 26 November 2026");
        text.ShouldContain("Periode masih berjalan sampai Kamis, 31 Desember 2026");
        text.ShouldContain("Sampai 26 November 2026, ketika Semester II 2026 masih berjalan");
        text.ShouldNotContain("Pada Semester II 2026, warga menilai");
        (await Written(town, October)).ShouldNotContain("berjalan,");
    }

    [Fact]
    public async Task What_nobody_noted_is_not_asserted()
    {
        await using var town = Town();
        await Rate(town);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            write.Db.FollowUps.Add(new FollowUp
            {
                UnitId = Unit(s).Id,
                Month = new(202610),
                Unsur = "U3",
                What = "Loket kedua dibuka",
                Who = "Kepala bidang",
                DueOn = new(2026, 12, 31),
                AuthorId = 1,
                At = town.Time.GetUtcNow()
            });
            return ValueTask.CompletedTask;
        }));

        var bare = await Written(town, October);
        bare.ShouldNotContain("diumumkan");
        bare.ShouldNotContain("dibahas dalam Forum");
        bare.ShouldContain("Belum ada rencana");
        bare.ShouldContain("berjalan, jatuh tempo 31 Desember 2026");

        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await write.Db.FollowUps.SingleAsync()).Discussed = true));
        var noted = await Written(town, October, announced: true);
        noted.ShouldContain("Hasil ini diumumkan kepada warga.");
        noted.ShouldContain("dibahas dalam Forum");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_printed_means_give_back_the_index_with_a_calculator(bool byPrinted)
    {
        var weight = byPrinted ? Weight.Printed : Weight.Exact;
        var chance = new Random(20261126);
        for (var i = 0; i < 150; i++)
        {
            var sums = SkmSums.None;
            for (var people = chance.Next(5, 60); people > 0; people--)
                sums += SkmSums.Of([.. Enumerable.Range(0, 9).Select(_ => (int?)chance.Next(2, 5))], [1, 1, 1, 1, 1, 1, 1, 1, 1]);
            var score = SkmScore.Of(sums, weight)!;
            var printed = PrintedMeans.Of(score);

            Math.Round(printed.Total * 25, 2, MidpointRounding.AwayFromZero).ShouldBe(score.Index);
            printed.Decimals.ShouldBeInRange(4, 9);
        }
    }

    [Fact]
    public async Task The_other_weight_stands_in_the_method_of_the_report_and_not_in_the_post()
    {
        await using var town = Town();
        await town.With(s => Fill.Rate(s, "DPMPTSP", 202610, 40, "333333333", "343333433", "333333333", "343433333"));
        var text = await Written(town, October);
        text.Split("0,11").Length.ShouldBe(2, "once");
        (await Post(town)).ShouldNotContain("0,11");
    }

    [Fact]
    public async Task What_was_left_out_is_told_in_post_report_and_figures_with_reason_and_office()
    {
        await using var town = Town();
        await Rate(town);
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("ratna", "/periksa DPMPTSP agustus");
        await town.Press("ratna", town.LastTo("ratna").Rows.SelectMany(r => r).First().Label);
        await town.Say("ratna", "Satu perangkat di loket mengisi semuanya");

        const string Said = "penilaian tidak dihitung (jawaban seragam). Alasan: Satu perangkat di loket mengisi semuanya. Diputuskan pengelola instansi.";
        var august = new Period(PeriodKind.Month, new(202608));
        (await Written(town, Period.Of(PeriodKind.Semester, 2026, 2)!.Value)).ReplaceLineEndings(" ").ShouldContain("jawaban seragam");
        (await town.With(async s => (await s.GetRequiredService<Core.Statistics.ReadStatistics>().Excluded(Unit(s), august.From,
            august.To)).Single().Reason)).ShouldBe("Satu perangkat di loket mengisi semuanya");
        await town.Say("ratna", "/statistik DPMPTSP 2026-S2");
        town.LastTo("ratna").Text.ShouldContain(Said);
    }

    private static Task<string> Written(Town town, Period period, bool announced = false) => town.With(async s =>
    {
        using var pdf = new PdfText(await s.GetRequiredService<WriteReport>().Write(Unit(s), period, Wording.Of("id"), announced));
        return pdf.All.ReplaceLineEndings(" ");
    });

    private static Task<string> Post(Town town) => town.With(async s =>
        (await s.GetRequiredService<ComposePost>().Of(Unit(s), new(202610))).Text.In(Wording.Of("id")));
}
