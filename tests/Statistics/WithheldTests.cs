using Core.Calendar;
using Core.Persistence;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>What is withheld cannot be worked out from what is shown.</summary>
public sealed class WithheldTests
{
    private static readonly Period October = new(PeriodKind.Month, new Month(202610));

    [Fact]
    public async Task The_instansis_score_leaves_a_unit_out_whose_own_would_follow_by_subtraction()
    {
        await using var town = new Town();
        await Rate(town, ("DISDIK", 20, "333333333"), ("DPMPTSP", 10, "444444444"), ("DINSOS", 3, "111111111"));

        var whole = await Whole(town);
        (whole.Respondents, whole.LeftOut).ShouldBe((30, 3));
        whole.Score!.Index.ShouldBe(83.33m);
        var month = await town.With(async s => (await s.GetRequiredService<ReadStatistics>()
            .ByMonth(null, new Month(202610), new Month(202610))).Single().Score);
        (month.Respondents, month.LeftOut, month.Score!.Index).ShouldBe((30, 3, 83.33m));
    }

    [Fact]
    public async Task Units_with_few_count_when_they_are_enough_together()
    {
        await using var town = new Town();
        await Rate(town, ("DISDIK", 20, "333333333"), ("PKM-IBUH", 3, "444444444"), ("DINSOS", 3, "111111111"));

        var whole = await Whole(town);
        (whole.Respondents, whole.LeftOut).ShouldBe((26, 0));
    }

    [Fact]
    public async Task A_unit_that_five_sheets_of_paper_lift_above_a_minimum_of_ten_does_not_give_another_away()
    {
        await using var town = new Town(new() { ["Scores:MinimumRespondents"] = "10" });
        await Rate(town, ("DISDIK", 8, "333333333"), ("DINSOS", 3, "111111111"));
        (await Whole(town)).ShouldSatisfyAllConditions(w => w.Score.ShouldBeNull(), w => w.Withheld.ShouldBe(Withheld.ToProtect),
            w => w.Respondents.ShouldBe(11));

        await Rate(town, ("DISDIK", 5, "444444444"), ("PKM-IBUH", 9, "222222222"));

        var whole = await Whole(town);
        (whole.Respondents, whole.LeftOut).ShouldBe((13, 12), "the two that are withheld are twelve together");
    }

    [Fact]
    public async Task Where_no_unit_has_a_score_the_instansi_tells_how_many_rated()
    {
        await using var town = new Town();
        await Rate(town, ("DINSOS", 3, "111111111"));

        var whole = await Whole(town);
        (whole.Respondents, whole.Withheld, whole.LeftOut).ShouldBe((3, Withheld.BelowMinimum, 0));
    }

    [Theory]
    [InlineData(12, 3, Withheld.ToProtect)]
    [InlineData(12, 0, null)]
    [InlineData(12, 6, null)]
    internal async Task A_services_score_is_held_back_where_that_of_a_smaller_one_would_follow_by_subtraction(int many, int few,
        Withheld? why)
    {
        await using var town = new Town();
        var services = await town.With(async s =>
        {
            await s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var unit = await write.Db.Units.SingleAsync(u => u.Code == "DINSOS");
                unit.Services.Add(new Service { Code = "rehabilitasi", Name = "Rehabilitasi sosial" });
            });
            await s.GetRequiredService<UnitCatalog>().Reload();
            await Fill.Rate(s, "DINSOS", 202610, many, "333333333");
            await Fill.Rate(s, "DINSOS", 202610, few, service: 1, "111111111");
            return await s.GetRequiredService<ReadScores>()
                .ByService(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new Month(202610), new Month(202610));
        });

        services[0].Withheld.ShouldBe(why);
        (services[0].Score is null).ShouldBe(why is not null);
        services.Select(s => s.Respondents).ShouldBe([many, few]);
    }

    private static Task<PeriodScore> Whole(Town town) =>
        town.With(s => s.GetRequiredService<ReadStatistics>().Score(null, October.From, October.To));

    private static Task Rate(Town town, params (string Unit, int Times, string Answers)[] ratings) => town.With(async s =>
    {
        foreach (var (unit, times, answers) in ratings) await Fill.Rate(s, unit, 202610, times, answers);
    });
}
