using Core.Units;
using Tests.Support;

namespace Tests.Words;

/// <summary>What a unit tells of itself, read as people write it and answered in one message.</summary>
[Trait("Database", "any")]
public sealed class UnitFactsTests
{
    [Theory]
    [InlineData("Senin-Kamis 08.00-16.00; Jumat 08.00-16.30", "2026-11-27", "08.00-16.30")]
    [InlineData("sen-jum: 8-15", "2026-11-26", "08.00-15.00")]
    [InlineData("Senin-Jumat 08:00 - 12:00 dan 13:00 - 16:00", "2026-11-26", "08.00-12.00 13.00-16.00")]
    [InlineData("Senin, Rabu 08.00-12.00", "2026-11-26", "")]
    [InlineData("Senin-Jumat pukul 08.00 s.d. 16.00; Sabtu tutup", "2026-11-28", "")]
    [InlineData("Jum'at-Minggu 09.00–10.00", "2026-11-29", "09.00-10.00")]
    [InlineData("setiap hari 24 jam", "2026-12-25", "00.00-23.59")]
    [InlineData("every day 24 hours", "2026-12-25", "00.00-23.59")]
    [InlineData("Senin jam 8 s/d 12 dan 13 sampai 15", "2026-11-30", "08.00-12.00 13.00-15.00")]
    [InlineData("Mon-Fri at 8.00 to 12.00 and 13.00 until 16.00; sat closed", "2026-11-27", "08.00-12.00 13.00-16.00")]
    [InlineData("Monday-Friday 08.00-16.00", "2026-11-26", "08.00-16.00")]
    public void Hours_are_read_as_people_write_them(string written, string day, string open)
    {
        var times = OpeningHours.Parse(written)!.On(DateOnly.Parse(day), holiday: day == "2026-12-25");

        string.Join(' ', times.Select(t => $"{t.From:HH.mm}-{t.To:HH.mm}")).ShouldBe(open);
    }

    [Theory]
    [InlineData("")]
    [InlineData("jam kerja")]
    [InlineData("Senin-Jumat")]
    [InlineData("08.00-16.00")]
    [InlineData("Senin 16.00-08.00")]
    [InlineData("Senin 08.00-12.00; Senin 13.00-16.00")]
    [InlineData("Senin 25.00-26.00")]
    [InlineData("Senen-Jumat 08.00-16.00")]
    public void Hours_that_cannot_be_read_are_none(string written) => OpeningHours.Parse(written).ShouldBeNull();

    [Theory]
    [InlineData("Senin-Jumat 08.00-16.00; Libur 08.00-10.00", 1)]
    [InlineData("Senin-Jumat 08.00-16.00", 0)]
    public void A_holiday_is_closed_unless_it_is_said(string written, int times) =>
        OpeningHours.Parse(written)!.On(new DateOnly(2026, 12, 25), holiday: true).Count.ShouldBe(times);

    [Theory]
    [InlineData("besok buka?", "2026-12-24")]
    [InlineData("hari minggu buka tidak", "2026-12-27")]
    [InlineData("buka minggu ini?", null)]
    [InlineData("Jumat buka jam berapa", "2026-12-25")]
    [InlineData("are you open on Monday?", "2026-12-28")]
    [InlineData("rabu buka?", null)] // today
    [InlineData("jam buka", null)]
    public void The_coming_day_that_is_asked_about_is_understood(string asked, string? day) =>
        NamedDay.In(asked, new DateOnly(2026, 12, 23)).ShouldBe(day is null ? null : DateOnly.Parse(day));

    [Theory]
    [InlineData("besok capil buka?", "2026-12-23", "Kamis, 24 Desember 2026 tutup (", "Jumat, 25 Desember 2026 tutup (Natal)")]
    [InlineData("jam buka capil", "2026-12-23", "Hari ini buka 08.00–15.00 WIB.", "Jumat, 25 Desember 2026 tutup (Natal)")]
    [InlineData("sabtu capil buka?", "2026-11-26", "Hari ini buka", "Sabtu, 28 November 2026 tutup.")]
    [InlineData("bsk capil buka?", "2026-11-26", "Hari ini buka", "Jumat, 27 November 2026 buka 08.00–15.00 WIB.")]
    [InlineData("dinas dukcapil hari sabtu buka apa enggak sih", "2026-11-26", "Hari ini buka", "Sabtu, 28 November 2026 tutup.")]
    [InlineData("besok capil buka?", "2026-11-26", "Hari ini buka", "Jumat, 27 November 2026 buka 08.00–15.00 WIB.")]
    public async Task The_day_asked_about_and_the_holidays_of_the_week_are_told(string asked, string today, string first, string second)
    {
        await using var town = new Town();
        town.Time.Set(new DateTimeOffset(DateTime.Parse($"{today}T03:00:00"), TimeSpan.Zero));
        await town.With(async services =>
        {
            var import = (ImportUnits)services.GetService(typeof(ImportUnits))!;
            var line = new UnitLine(2, "DISDUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", null, null, null, "adminduk", "Adminduk");
            await import.Run([line with { Facts = new UnitFacts(null, null, "sen-jum: 8-15") }], false);
        });
        await town.Restart();

        await town.Say("warga", asked);

        var said = string.Join('\n', town.Channel.All.Select(s => s.Message.Text));
        said.ShouldContain(first);
        said.ShouldContain(second);
    }

    [Theory]
    [InlineData("-0.22012,100.63087", true)]
    [InlineData("-0.22, 100.63", true)]
    [InlineData("100.63,-0.22", false)]
    [InlineData("di pasar", false)]
    public void A_point_is_degrees(string written, bool isPoint) => (UnitPoint.MapOf(written) is not null).ShouldBe(isPoint);

    [Fact]
    public async Task A_list_without_the_columns_keeps_what_is_known()
    {
        await using var town = new Town();
        await town.With(async services =>
        {
            var import = (ImportUnits)services.GetService(typeof(ImportUnits))!;
            var line = new UnitLine(2, "DINSOS", "Dinas Sosial", null, null, null, "bantuan-sosial", "Bantuan sosial");
            await import.Run([line with { Facts = new UnitFacts("Jalan Rambutan", "0752 1"), Cost = "gratis" }], false);
            await import.Run([line], false);
        });
        await town.Restart();

        var unit = await town.With(services => Task.FromResult(((UnitCatalog)services.GetService(typeof(UnitCatalog))!).Find("DINSOS")));

        (unit!.Address, unit.Phone, unit.Services[0].Cost).ShouldBe(("Jalan Rambutan", "0752 1", "gratis"));
    }
}
