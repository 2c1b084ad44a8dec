using Core.Calendar;
using Core.Complaints;
using Core.MonthlyPosts;
using Core.People;
using Core.Persistence;
using Core.Statistics;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>A unit together with those below it: what is added up, and what nobody can subtract.</summary>
public sealed class BranchTests
{
    private static readonly Month October = new(202610);

    [Fact]
    public async Task All_ratings_of_the_branch_count_together_and_no_score_is_averaged()
    {
        await using var town = await Rated(("DINKES", 10, "333333333"), ("PKM-IBUH", 20, "444444444"), ("PKM-TIAKAR", 5, "222222222"));

        var branch = await Of(town, "DINKES");

        // (10 × 3 + 20 × 4 + 5 × 2) / 35 = 120 / 35 = 3,428571; × 25 = 85,71. The mean of 75, 100 and 50 would be 75.
        branch.Figures.Score!.Index.ShouldBe(85.71m);
        (branch.Figures.Respondents, branch.Figures.LeftOut, branch.Below).ShouldBe((35, 0, 3));
        branch.Figures.Score.Means[0].ShouldBe(120m / 35);
    }

    [Fact]
    public async Task A_unit_below_two_others_counts_in_both_once()
    {
        await using var town = await Rated(("DINKES", 10, "333333333"), ("PKM-IBUH", 20, "444444444"), ("DISDIK", 5, "222222222"));
        await town.With(s => Branch.Put(s, "DISDIK", "DINKES"));

        (await Of(town, "DISDIK")).Figures.Respondents.ShouldBe(35);
        (await Of(town, "DINKES")).Figures.Respondents.ShouldBe(30);
    }

    [Fact]
    public async Task A_flat_instansi_has_no_branch()
    {
        await using var town = new Town();
        await town.With(async s =>
        {
            var (read, units) = (s.GetRequiredService<ReadBranches>(), s.GetRequiredService<UnitCatalog>());
            (await read.Of(units.Find("DINSOS")!, October, October)).ShouldBeNull();
            (await read.All(October, October)).ShouldBeEmpty();
            (await read.Complaints(units.Find("DINSOS")!, October.FirstDay, October.LastDay)).ShouldBeNull();
        });
    }

    /// <summary>
    /// Whatever is withheld of whichever units: what the branch adds up is the sum of what its members show, so that subtracting leaves
    /// nothing. The case in the middle is the one that the instansi's rule would give away: both puskesmas are enough together.
    /// </summary>
    [Theory]
    [InlineData(10, 3, 0)]
    [InlineData(10, 3, 3)]
    [InlineData(0, 4, 4)]
    [InlineData(3, 20, 4)]
    public async Task Nothing_follows_by_subtracting_what_is_shown(int dinas, int ibuh, int tiakar)
    {
        await using var town = await Rated(("DINKES", dinas, "333333333"), ("PKM-IBUH", ibuh, "111111111"),
            ("PKM-TIAKAR", tiakar, "242424242"), ("DISDIK", 30, "343434343"), ("DINSOS", 2, "444444444"));

        var branch = await Of(town, "DINKES");

        var shown = branch.Members.Where(m => m.Score is not null).ToList();
        branch.Figures.Respondents.ShouldBe(shown.Sum(m => m.Respondents));
        branch.Figures.LeftOut.ShouldBe(dinas + ibuh + tiakar - branch.Figures.Respondents);
        branch.Figures.Score?.Sums.Totals.ShouldBe(Enumerable.Range(0, 9).Select(u => shown.Sum(m => m.Score!.Sums.Totals[u])));
        (branch.Figures.Score is null).ShouldBe(shown.Count == 0);
    }

    [Fact]
    public async Task Every_month_of_the_branch_is_that_of_its_members_in_that_month()
    {
        await using var town = await Rated(("DINKES", 10, "333333333"), ("PKM-IBUH", 20, "444444444"));
        await town.With(s => Fill.Rate(s, "PKM-IBUH", 202609, 7, "222222222"));

        var months = await town.With(s => s.GetRequiredService<ReadBranches>()
            .ByMonth(s.GetRequiredService<UnitCatalog>().Find("DINKES")!, new Month(202608), October));

        months.Select(b => (b.To.Text, b.Figures.Respondents)).ShouldBe([("2026-08", 0), ("2026-09", 7), ("2026-10", 30)]);
        months[1].Figures.Score!.Index.ShouldBe(50m);
    }

    [Fact]
    public async Task The_trend_and_the_monthly_post_of_a_unit_above_tell_the_branch_too()
    {
        await using var town = await Rated(("DINKES", 10, "333333333"), ("PKM-IBUH", 20, "444444444"), ("PKM-TIAKAR", 3, "111111111"));

        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("ratna", "/tren DINKES 2026-10");
        town.LastTo("ratna").Text.ShouldContain("Bersama 3 unit di bawahnya");
        town.LastTo("ratna").Text.ShouldContain("Okt 26 75,00 C n=10");
        town.LastTo("ratna").Text.ShouldContain("Okt 26 91,67 A n=30");
        town.LastTo("ratna").Text.ShouldContain("Sep 26 – n=0");
        town.LastTo("ratna").Text.ShouldNotContain("*");
        await town.Say("ratna", "/tren PKM-IBUH 2026-10");
        town.LastTo("ratna").Text.ShouldNotContain("di bawahnya");

        var dinas = await Post(town, "DINKES");
        dinas.ShouldContain("Bersama 3 unit di bawahnya");
        dinas.ShouldContain("91,67");
        dinas.ShouldContain("Dihitung dari 2 di antara 4 unit, yaitu unit yang nilainya sendiri sudah tampil. 3 penilaian lain tidak ikut");
        (await Post(town, null)).ShouldContain("Dinkes bersama 3 unit di bawahnya: 91,67 (A), 30 penilaian");
        (await Post(town, "PKM-IBUH")).ShouldNotContain("di bawahnya");
    }

    [Fact]
    public async Task A_unit_above_without_a_score_of_its_own_still_posts_its_branch()
    {
        await using var town = await Rated(("PKM-IBUH", 20, "444444444"));

        var post = await Post(town, "DINKES");
        post.ShouldContain("Bersama 3 unit di bawahnya");
        post.ShouldContain("100,00");
    }

    /// <summary>Without its bold marks.</summary>
    private static Task<string> Post(Town town, string? code) => town.With(async s =>
    {
        var unit = code is null ? null : s.GetRequiredService<UnitCatalog>().Find(code);
        return TextFormatting.Strip((await s.GetRequiredService<ComposePost>().Of(unit, October)).Text.In(Wording.Of("id")));
    });

    [Fact]
    public async Task Complaints_are_counted_over_the_branch_and_no_rating_is_given_away()
    {
        await using var town = await Rated();
        await town.With(async s => await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            await Complain(write.Db, "DINKES", ComplaintClass.Ordinary, 6, 4);
            await Complain(write.Db, "PKM-IBUH", ComplaintClass.Ordinary, 2, 1);
            await Complain(write.Db, "PKM-TIAKAR", ComplaintClass.Supervisory, 3, null);
            await Complain(write.Db, "DINSOS", ComplaintClass.Ordinary, 9, null);
        }));

        var sum = await town.With(s => s.GetRequiredService<ReadBranches>()
            .Complaints(s.GetRequiredService<UnitCatalog>().Find("DINKES")!, October.FirstDay, October.LastDay));

        sum!.Received.ShouldBe(8);
        (sum.Rated, sum.MeanRating).ShouldBe((8, null));
    }

    private static async Task<Town> Rated(params (string Unit, int Times, string Answers)[] ratings)
    {
        var town = new Town();
        await town.With(async s =>
        {
            await Branch.Found(s);
            foreach (var (unit, times, answers) in ratings) await Fill.Rate(s, unit, 202610, times, answers);
        });
        return town;
    }

    private static async Task<BranchScore> Of(Town town, string code) => (await town.With(s => s.GetRequiredService<ReadBranches>()
        .Of(s.GetRequiredService<UnitCatalog>().Find(code)!, October, October)))!;

    private static async Task Complain(AppDb db, string code, ComplaintClass kind, int times, int? rating)
    {
        var unit = await db.Units.SingleAsync(u => u.Code == code);
        var clock = Complaints.DeadlineTests.Clock();
        var now = Complaints.DeadlineTests.Moment("2026-10-12 09:00");
        for (var i = 0; i < times; i++)
        {
            var filed = new Core.Complaints.Filing.NewComplaint(0, ComplaintKind.Complaint, unit, "Antrean di loket panjang sekali.");
            var complaint = Complaint.File(filed, new Core.Complaints.Tracking.DrawCodes().Next(), now, new DateOnly(2026, 10, 12), clock);
            complaint.CutPerson();
            complaint.Verify(kind, unit.Id, now, clock);
            typeof(Complaint).GetProperty(nameof(Complaint.HandlingRating))!.SetValue(complaint, rating);
            if (rating is not null) typeof(Complaint).GetProperty(nameof(Complaint.ResolvedOn))!.SetValue(complaint, complaint.FiledOn);
            db.Add(complaint);
        }
    }
}
