using Core.Calendar;
using Core.FollowUps;
using Core.MonthlyPosts;
using Core.Persistence;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.MonthlyPosts;

public sealed class PostingTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_waits_for_the_hour_of_the_first_working_day()
    {
        await using var town = await Linked();
        town.Time.Set(Eight.AddMinutes(-1));
        await Run(town);
        town.Channel.All.ShouldBeEmpty();

        town.Time.Set(Eight);
        await Run(town);
        Posts(town).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_often_late_and_twice_at_once_it_posts_once_for_each_subject_and_chat()
    {
        await using var town = await Linked();
        town.Time.Set(Eight.AddDays(9));
        await town.With(s => Task.WhenAll(s.GetRequiredService<PostMonthlyScores>().Run(), s.GetRequiredService<PostMonthlyScores>()
            .Run()));
        for (var i = 0; i < 5; i++)
        {
            town.Time.Advance(TimeSpan.FromMinutes(5));
            await Run(town);
        }

        Posts(town).Count.ShouldBe(2);
        Posts(town)[0].Message.Text.ShouldContain("77,78");
        Posts(town)[0].Message.Text.ShouldContain("dari 6 penilaian");
    }

    [Fact]
    public async Task After_a_stop_of_two_months_a_linked_chat_gets_what_it_missed_and_people_the_last_month_only()
    {
        await using var town = await Linked();
        await town.GiveRole("kepala", Core.People.Role.Head, "DINSOS");
        await town.With(s => Fill.Rate(s, "DINSOS", 202611, 6, "444444444"));
        town.Time.Set(new DateTimeOffset(2026, 12, 3, 3, 0, 0, TimeSpan.Zero));
        await Run(town);
        await Run(town);

        Posts(town).Where(p => p.Message.Address == "-1001").Select(p => p.Message.Text.Split('\n')[0]).Order()
            .ShouldBe([Title("November 2026"), Title("Oktober 2026")]);
        Posts(town).Single(p => p.Message.Address == "kepala").Message.Text.ShouldStartWith(Title("November 2026"));
    }

    [Fact]
    public async Task A_head_is_asked_for_a_plan_until_there_is_one_and_an_edit_before_that_still_asks()
    {
        await using var town = await Linked();
        await town.GiveRole("kepala", Core.People.Role.Head, "DINSOS");
        town.Time.Set(Eight);
        await Run(town);
        town.LastTo("kepala").Text.ShouldContain("Apa yang akan dilakukan untuk Persyaratan");
        Posts(town).Where(p => p.Message.Address == "-1001")
            .ShouldAllBe(p => !p.Message.Text.Contains("Apa yang akan") && p.Message.Rows.Count == 0);

        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 1, "111111111"));
        await Run(town);
        var edit = town.LastTo("kepala");
        edit.EditOf.ShouldNotBeNull();
        edit.Rows.Single().Single().Label.ShouldBe("Isi rencana tindak lanjut");
    }

    [Fact]
    public async Task Killed_between_its_commit_and_its_sending_it_still_posts_once()
    {
        await using var town = await Linked();
        town.Time.Set(Eight);
        town.Channel.Fault = _ => throw new OperationCanceledException();
        await Run(town);
        town.Channel.Fault = _ => null;
        town.Time.Advance(TimeSpan.FromMinutes(10));
        await Run(town);
        await Run(town);

        var rows = await town.Read(db => db.MonthlyPosts.CountAsync());
        var waiting = await town.Read(db => db.Outbox.CountAsync());
        rows.ShouldBe(2);
        (Posts(town).Count + waiting).ShouldBe(2);
    }

    [Fact]
    public async Task A_month_that_is_recomputed_edits_its_post()
    {
        await using var town = await Linked();
        town.Time.Set(Eight);
        await Run(town);
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 1, "111111111"));
        await Run(town);
        await Run(town);

        Posts(town).Count(p => !p.Edited && p.Message.Address == "-1001").ShouldBe(1);
        var edit = Posts(town).Single(p => p.Edited && p.Message.Address == "-1001");
        edit.Message.Text.ShouldContain("dari 7 penilaian");
    }

    [Fact]
    public async Task Whoever_was_erased_is_told_of_their_post_before_and_hears_of_no_edit_after()
    {
        await using var town = await Linked();
        await town.GiveRole("kepala", Core.People.Role.Head, "DINSOS");
        town.Time.Set(Eight);
        await Run(town);
        await town.Say("kepala", "/dataku");
        town.LastTo("kepala").Text.ShouldContain("Nilai bulanan yang dikirim kepada Anda: 1");
        await town.Say("kepala", "/hapus");
        town.LastTo("kepala").Text.ShouldContain("catatan nilai bulanan");
        await town.Say("kepala", "Hapus data saya");
        var heard = town.Channel.All.Count(s => s.Message.Address == "kepala");
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 1, "111111111"));
        await Run(town);

        town.Channel.All.Count(s => s.Message.Address == "kepala").ShouldBe(heard);
        (await town.Read(db => db.MonthlyPosts.CountAsync())).ShouldBe(3, "that there was a post is evidence");
        (await town.Read(db => db.MonthlyPosts.CountAsync(p => p.Address == "kepala"))).ShouldBe(0);
    }

    [Fact]
    public async Task Where_posts_went_that_are_nobodys_any_more_is_forgotten()
    {
        await using var town = await Linked();
        town.Time.Set(Eight);
        await Run(town);
        await town.Read(db => db.ChannelLinks.Where(l => l.Address == "-1001").ExecuteDeleteAsync());
        await town.With(s => Fill.Rate(s, "DINSOS", 202610, 1, "111111111"));
        await Run(town);

        Posts(town).Count(p => p.Edited && p.Message.Address == "-1001").ShouldBe(0);
        (await town.Read(db => db.MonthlyPosts.OrderBy(p => p.Address).Select(p => p.Address).ToListAsync()))
            .Select(a => a.Split('-')[0]).ShouldBe(["", "gone"]);
        town.Time.Advance(TimeSpan.FromMinutes(5));
        await Run(town);
        (await town.Read(db => db.MonthlyPosts.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Below_the_minimum_it_says_so_and_shows_no_grade()
    {
        await using var town = await Linked(ratings: 3);
        town.Time.Set(Eight);
        await Run(town);

        var text = Posts(town).First(p => p.Message.Address == "-1001").Message.Text;
        text.ShouldContain("3 penilaian pada Oktober 2026");
        text.ShouldContain("di bawah 5 penilaian");
        text.ShouldNotContain("Baik");
    }

    [Fact]
    public async Task A_chat_that_moved_gets_its_post_at_the_new_address()
    {
        await using var town = await Linked();
        await SeveralAddresses.Move(town, "-1001", "-2002");
        town.Time.Set(Eight);
        await Run(town);

        Posts(town).Select(p => p.Message.Address).ShouldContain("-2002");
        Posts(town).Select(p => p.Message.Address).ShouldNotContain("-1001");
    }

    private static async Task<Town> Linked(int ratings = 6)
    {
        var town = new Town();
        town.Time.Set(new DateTimeOffset(2026, 10, 20, 2, 0, 0, TimeSpan.Zero));
        await town.With(async s =>
        {
            await Fill.Rate(s, "DINSOS", 202610, ratings, "333333333", "333333334", "343333433");
            var unit = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            await s.GetRequiredService<WriteQueue>().Enqueue(write =>
            {
                write.Db.ChannelLinks.Add(new ChannelLink
                {
                    Channel = "test",
                    Address = "-1001",
                    Thread = "",
                    UnitId = unit.Id,
                    Since = town.Time.GetUtcNow()
                });
                write.Db.ChannelLinks.Add(new ChannelLink
                {
                    Channel = "test",
                    Address = "-1002",
                    Thread = "7",
                    UnitId = null,
                    Since = town.Time.GetUtcNow()
                });
                return ValueTask.CompletedTask;
            });
        });
        return town;
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task What_became_of_a_plan_is_told_from_as_many_ratings_on_as_a_score_is(int ratings, bool told)
    {
        await using var town = await Linked();
        await town.With(async s =>
        {
            await Fill.Rate(s, "DINSOS", 202612, ratings, "444444444");
            var unit = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            await s.GetRequiredService<WriteQueue>().Enqueue(write =>
            {
                write.Db.FollowUps.Add(new FollowUp
                {
                    UnitId = unit.Id,
                    Month = new(202610),
                    Unsur = "U3",
                    What = "Loket kedua dibuka",
                    Who = "Kepala bidang",
                    DueOn = new(2026, 11, 20),
                    AuthorId = 1,
                    At = town.Time.GetUtcNow()
                });
                return ValueTask.CompletedTask;
            });
        });

        town.Time.Set(new DateTimeOffset(2027, 1, 4, 2, 0, 0, TimeSpan.Zero));
        var stories = await town.With(s => s.GetRequiredService<ReadPlans>()
            .Of(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new Month(202612)));
        (stories.Single().Effect is not null).ShouldBe(told);
    }

    private static string Title(string month) =>
        $"{Core.Texts.TextFormatting.BoldOn}Skor pelayanan {month} · Dinas Sosial{Core.Texts.TextFormatting.BoldOff}";

    private static Task Run(Town town) => town.With(s => s.GetRequiredService<PostMonthlyScores>().Run());

    private static List<TestChannel.Shown> Posts(Town town) =>
        [.. town.Channel.All.Where(p => p.Message.Topic?.StartsWith("post:", StringComparison.Ordinal) == true)
            .OrderBy(p => p.Message.Address)];
}
