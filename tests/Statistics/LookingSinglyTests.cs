using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Statistics;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>
/// Flagged ratings are decided one by one without their answers; figures still change by five or more at once, and no score of a service
/// gives one away.
/// </summary>
public sealed class LookingSinglyTests
{
    private const string Why = "Petugas loket mengisi sendiri, menurut pengakuannya";

    [Fact]
    public async Task Four_wait_and_the_fifth_takes_all_of_them_out_of_the_figure()
    {
        await using var town = await Rated();
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        for (var i = 1; i < 5; i++)
        {
            await LeaveOut(town);
            (await Counted(town)).ShouldBe(16);
        }

        (await town.Read(db => db.RatingExclusions.CountAsync())).ShouldBe(0);
        await LeaveOut(town);
        (await Counted(town)).ShouldBe(11);
        (await town.Read(db => db.RatingLooks.CountAsync())).ShouldBe(0);
        await town.Say("ratna", "/batal");
        await town.Say("ratna", "/statistik DINSOS oktober");
        town.LastTo("ratna").Text.ShouldContain($"5 penilaian tidak dihitung (masuk pada menit yang sama). Alasan: {Why}");
        (await town.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return await CompareSums.Find(db, Instruments.Load());
        })).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_shown_names_no_answer_no_comment_no_group_no_day()
    {
        await using var town = await Rated();
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        var shown = town.LastTo("ratna").Text;

        shown.ShouldContain("Layanan: Bantuan sosial");
        shown.ShouldContain("Masuk pada menit yang sama");
        foreach (var hidden in new[] { "kursi", "Perempuan", "Laki", "60+", "111", "2026-", " 2 Okt" }) shown.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task A_service_that_fewer_than_five_rated_is_not_named()
    {
        await using var town = await Rated(service: 4);
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        var seen = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            seen.Add(town.LastTo("ratna").Text);
            await town.Press("ratna", "Lewati dulu");
        }

        seen.Count(s => s.Contains("kurang dari lima", StringComparison.Ordinal)).ShouldBe(4);
        seen.ShouldAllBe(s => !s.Contains("Rehabilitasi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rating_outside_the_hours_is_no_reason_and_a_running_month_is_not_looked_at_singly()
    {
        await using var town = await Rated(RatingSigns.OutOfHours);
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        town.LastTo("ratna").Text.ShouldContain("bukan alasan");
        town.LastTo("ratna").Rows.SelectMany(r => r).ShouldNotContain(b => b.Label == "Keluarkan");

        await town.Say("ratna", "/batal");
        await town.Say("ratna", "/periksa DINSOS november satu");
        town.LastTo("ratna").Text.ShouldContain("Pemeriksaan penilaian");
    }

    [Fact]
    public async Task The_units_own_administrator_decides_nothing_about_it()
    {
        await using var town = await Rated();
        await town.Appoint("wati", Role.UnitAdministrator, "DINSOS");
        await town.Say("wati", "/periksa DINSOS oktober satu");

        town.LastTo("wati").Text.ShouldContain("Pemeriksaan penilaian");
        town.LastTo("wati").Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_decided_to_count_stays_when_its_kind_is_left_out_and_can_be_looked_at_again()
    {
        await using var town = await Rated();
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        await town.Press("ratna", "Hitung");
        await town.Say("ratna", "/batal");
        await town.Say("ratna", "/periksa DINSOS oktober");
        await town.Press("ratna", "Keluarkan 9 dari menit yang sama");
        await town.Say("ratna", Why);
        (await Counted(town)).ShouldBe(7);

        await town.Say("ratna", "/periksa DINSOS oktober satu ulang");
        town.LastTo("ratna").Text.ShouldContain("Keputusan sebelumnya: tetap dihitung.");
        await LeaveOut(town);
        (await Counted(town)).ShouldBe(7);
        (await town.Read(db => db.RatingLooks.SingleAsync())).LeaveOut.ShouldBeTrue();
        (await town.Read(db => db.Audit.Where(a => a.Act == "keep-rating" || a.Act == "leave-out-rating").Select(a => a.Act).ToListAsync()))
            .ShouldBe(["keep-rating", "leave-out-rating"]);
    }

    [Fact]
    public async Task Scores_of_services_are_held_back_while_fewer_than_five_of_one_were_left_out_at_once()
    {
        await using var town = await Rated(service: 8);
        (await Services(town)).ShouldAllBe(s => s.Score != null);
        await town.Say("ratna", "/periksa DINSOS oktober");
        await town.Press("ratna", "Keluarkan 10 dari menit yang sama");
        await town.Say("ratna", Why);
        (await Services(town)).ShouldAllBe(s => s.Score == null);

        await town.Say("ratna", "/periksa DINSOS oktober");
        await town.Press("ratna", "Hitung lagi 10 yang dikeluarkan");
        await town.Say("ratna", Why);
        (await Services(town)).ShouldAllBe(s => s.Score != null);
    }

    /// <summary>Sixteen of October, ten of them flagged; so many of a second service, of which four are among the flagged.</summary>
    private static async Task<Town> Rated(RatingSigns signs = RatingSigns.SameMinute, int service = 0)
    {
        var town = new Town();
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            var unit = await write.Db.Units.Include(u => u.Services).SingleAsync(u => u.Code == "DINSOS");
            if (service > 0) unit.Services.Add(new Service { Code = "rehabilitasi", Name = "Rehabilitasi sosial" });
            await write.Db.SaveChangesAsync();
            for (var i = 0; i < 16; i++)
            {
                var second = service > 0 && i >= 6 && i < 6 + service;
                var rating = Fill.Rating(unit, 202610, "343433333", i, "Tolong tambah kursi", second ? 1 : 0);
                rating.Signs = i < 10 ? signs : RatingSigns.None;
                write.Db.Ratings.Add(rating);
                await ScoreSums.Add(write.Db, rating, s.GetRequiredService<Instruments>().Current, 1);
            }
        }));
        return town;
    }

    private static async Task LeaveOut(Town town)
    {
        await town.Press("ratna", "Keluarkan");
        await town.Say("ratna", Why);
    }

    private static Task<int> Counted(Town town) => town.Read(db => db.MonthlySums.SumAsync(s => s.Respondents));

    private static Task<IReadOnlyList<UnitScore>> Services(Town town) => town.With(s => s.GetRequiredService<ReadScores>()
        .ByService(s.GetRequiredService<UnitCatalog>().Find("DINSOS")!, new(202610), new(202610)));
}
