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

    [Fact]
    public async Task What_was_left_out_counts_again_one_by_one_from_five_of_one_decision_on()
    {
        await using var town = await Rated();
        await LeaveAllOut(town, 10);
        (await Counted(town)).ShouldBe(6);
        await town.Say("ratna", "/periksa DINSOS oktober");
        await town.Press("ratna", "Lihat 10 yang dikeluarkan satu per satu");
        town.LastTo("ratna").Text.ShouldContain("Penilaian yang dikeluarkan 1 dari 10");
        town.LastTo("ratna").Text.ShouldContain($"Alasan dikeluarkan (masuk pada menit yang sama): {Why}.");
        town.LastTo("ratna").Text.ShouldNotContain("kursi");

        for (var i = 1; i < 5; i++)
        {
            await CountAgain(town);
            (await Counted(town)).ShouldBe(6);
        }

        await CountAgain(town);
        (await Counted(town)).ShouldBe(11);
        town.LastTo("ratna").Text.ShouldContain("Penilaian yang dikeluarkan 1 dari 5");
        (await town.Read(db => db.RatingExclusions.CountAsync())).ShouldBe(5);
        (await town.Read(db => db.Audit.CountAsync(a => a.Act == "count-rating"))).ShouldBe(5);
        (await town.Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return await CompareSums.Find(db, Instruments.Load());
        })).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_to_four_of_a_decision_are_never_left_over()
    {
        await using var town = await Rated();
        await town.Say("ratna", "/periksa DINSOS oktober satu");
        await town.Press("ratna", "Hitung");
        await town.Say("ratna", "/batal");
        await LeaveAllOut(town, 9);
        await town.Say("ratna", "/periksa DINSOS oktober satu keluar");
        for (var i = 0; i < 8; i++) await CountAgain(town);
        (await Counted(town)).ShouldBe(7);
        town.LastTo("ratna").Text.ShouldContain("Penilaian yang dikeluarkan 9 dari 9");

        await CountAgain(town);
        (await Counted(town)).ShouldBe(16);
        (await town.Read(db => db.RatingExclusions.CountAsync())).ShouldBe(0);
        await town.Say("ratna", "/periksa DINSOS oktober");
        town.LastTo("ratna").Text.ShouldContain("Sudah dilihat satu per satu: 10 tetap dihitung, 0 menunggu dikeluarkan.");
    }

    [Fact]
    public async Task What_waits_to_count_again_can_stay_left_out_after_all()
    {
        await using var town = await Rated();
        await LeaveAllOut(town, 10);
        await town.Say("ratna", "/periksa DINSOS oktober satu keluar");
        await CountAgain(town);
        await town.Press("ratna", "Selesai");
        town.LastTo("ratna").Text.ShouldContain("10 penilaian dikeluarkan, 1 di antaranya menunggu dihitung lagi.");

        await town.Say("ratna", "/periksa DINSOS oktober satu keluar");
        town.LastTo("ratna").Text.ShouldContain("Menunggu dihitung lagi");
        await town.Press("ratna", "Tetap dikeluarkan");
        (await town.Read(db => db.RatingLooks.CountAsync())).ShouldBe(0);
        (await Counted(town)).ShouldBe(6);
    }

    [Fact]
    public async Task A_service_of_which_fewer_than_five_came_back_shows_no_score_while_others_stay_out()
    {
        await using var town = await Rated(service: 10);
        await LeaveAllOut(town, 10);
        (await Services(town)).ShouldAllBe(s => s.Score == null); // six of one and four of the other
        await town.Say("ratna", "/periksa DINSOS oktober satu keluar");
        for (var i = 0; i < 10; i++) await CountAgainOf(town, i < 4 ? "Rehabilitasi sosial" : "Bantuan sosial");
        (await Services(town)).ShouldAllBe(s => s.Score != null);
    }

    private static async Task CountAgainOf(Town town, string service)
    {
        for (var i = 0; i < 10 && !IsAsked(town, service); i++) await town.Press("ratna", "Lewati dulu");
        if (IsAsked(town, service)) await CountAgain(town);
        await town.Say("ratna", "/batal");
        await town.Say("ratna", "/periksa DINSOS oktober satu keluar");
    }

    private static bool IsAsked(Town town, string service) =>
        town.LastTo("ratna").Text.Contains($"Layanan: {service}", StringComparison.Ordinal)
        && town.LastTo("ratna").Rows.SelectMany(r => r).Any(b => b.Label == "Hitung lagi");

    private static async Task LeaveAllOut(Town town, int many)
    {
        await town.Say("ratna", "/periksa DINSOS oktober");
        await town.Press("ratna", $"Keluarkan {many} dari menit yang sama");
        await town.Say("ratna", Why);
    }

    private static async Task CountAgain(Town town)
    {
        await town.Press("ratna", "Hitung lagi");
        await town.Say("ratna", "Petugas loket ternyata membantu lansia mengisi");
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
        await town.Restart();
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
