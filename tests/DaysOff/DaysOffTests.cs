using Core.Calendar;
using Core.DaysOff;
using Core.Imports;
using Core.Messaging;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.CommandLine;
using Tests.OnPaper;
using Tests.Support;

namespace Tests.DaysOff;

/// <summary>A year's days off come by chat or by file, are checked, and hold at once.</summary>
public sealed class DaysOffTests
{
    private const string List = """
        Tanggal,Hari,Nama
        2028-01-01, Sabtu, Tahun Baru 2028 Masehi
        26 Januari 2028; Rabu; Tahun Baru Imlek 2579 Kongzili
        27/01/2028 Kamis cuti bersama Tahun Baru Imlek
        """;

    [Fact]
    public void A_list_is_read_however_it_was_copied()
    {
        var (days, slips) = ReadDaysOff.Lines(List);

        slips.ShouldBeEmpty();
        days.ShouldBe([
            new Holiday(new DateOnly(2028, 1, 1), "Tahun Baru 2028 Masehi", HolidayKind.Holiday),
            new Holiday(new DateOnly(2028, 1, 26), "Tahun Baru Imlek 2579 Kongzili", HolidayKind.Holiday),
            new Holiday(new DateOnly(2028, 1, 27), "cuti bersama Tahun Baru Imlek", HolidayKind.CollectiveLeave),
        ]);
    }

    [Theory]
    [InlineData("2028-01-01, Minggu, Tahun Baru", "weekday-wrong")]
    [InlineData("2028-01-01, Tahun Baru", "weekday-missing")]
    [InlineData("Tahun Baru, Sabtu", "line")]
    [InlineData("2028-02-30, Rabu, Tidak ada", "line")]
    public void A_slip_is_named_by_its_line(string line, string slip) =>
        ReadDaysOff.Lines("2028-06-01, Kamis, Hari Lahir Pancasila\n" + line).Slips.ShouldBe([new Slip(2, slip)]);

    [Fact]
    public void A_calendar_file_gives_each_day_of_an_event()
    {
        var days = ReadDaysOff.Calendar("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//uji//ID
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20270901T000000Z
            DTSTART;VALUE=DATE:20280226
            DTEND;VALUE=DATE:20280228
            SUMMARY:Idul Fitri 1449 Hijriah
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTAMP:20270901T000000Z
            DTSTART;VALUE=DATE:20280228
            SUMMARY:Cuti Bersama Idul Fitri
            END:VEVENT
            END:VCALENDAR
            """.ReplaceLineEndings("\r\n"), LocalTime.Zone("Asia/Jakarta"));

        days.Select(d => (d.Date, d.Kind)).ShouldBe([(new DateOnly(2028, 2, 26), HolidayKind.Holiday),
            (new DateOnly(2028, 2, 27), HolidayKind.Holiday), (new DateOnly(2028, 2, 28), HolidayKind.CollectiveLeave)]);
    }

    [Theory]
    [InlineData("DTSTART:20280125T170000Z", "DTEND:20280126T170000Z", "26")] // midnight in Jakarta
    [InlineData("DTSTART:20280125T170000Z", "", "26")]
    [InlineData("DTSTART;TZID=Asia/Jakarta:20280126T000000", "DTEND;TZID=Asia/Jakarta:20280127T235900", "26 27")]
    [InlineData("DTSTART;TZID=Asia/Jayapura:20280126T000000", "DTEND;TZID=Asia/Jayapura:20280127T000000", "25 26")]
    [InlineData("DTSTART;TZID=SE Asia Standard Time:20280126T080000", "DTEND;TZID=SE Asia Standard Time:20280126T160000", "26")]
    [InlineData("DTSTART:20280126T000000", "DTEND:20280128T000000", "26 27")]
    [InlineData("DTSTART:20280126T080000", "DURATION:PT32H", "26 27")]
    [InlineData("DTSTART;VALUE=DATE:20280126", "DURATION:P2D", "26 27")]
    [InlineData("DTSTART;VALUE=DATE:20280126", "DTEND;VALUE=DATE:20280126", "26")]
    public void A_calendar_file_with_times_gives_the_days_of_the_instansis_clocks(string start, string end, string days) =>
        string.Join(' ', ReadDaysOff.Calendar($"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{start}\r\n{end}\r\nSUMMARY:Imlek\r\n"
            .Replace("\r\n\r\n", "\r\n", StringComparison.Ordinal) + "END:VEVENT\r\nEND:VCALENDAR\r\n", LocalTime.Zone("Asia/Jakarta"))
            .Select(d => $"{d.Date:dd}")).ShouldBe(days);

    [Fact]
    public void A_calendar_file_of_a_zone_that_nobody_knows_is_refused() => Should.Throw<FormatException>(() => ReadDaysOff.Calendar(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Kota Hantu:20280126T000000\r\nSUMMARY:Imlek\r\nEND:VEVENT\r\n"
        + "END:VCALENDAR\r\n", LocalTime.Zone("Asia/Jakarta")));

    [Fact]
    public async Task By_chat_they_hold_at_once_and_a_wrong_number_does_not_pass()
    {
        await using var town = new Town();
        town.Time.Set(new DateTimeOffset(2027, 11, 3, 3, 0, 0, TimeSpan.Zero));
        await town.StayUp();
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        await town.Say("ratna", "/libur");
        await town.Press("ratna", "2028 (belum ada)");
        await town.Say("ratna", "SKB 3 Menteri uji");
        await town.Say("ratna", List.Replace("Sabtu", "Minggu", StringComparison.Ordinal));
        town.LastTo("ratna").Text.ShouldContain("Baris 2: hari dan tanggalnya tidak cocok");
        await town.Say("ratna", List);
        await town.Say("ratna", "3");
        town.LastTo("ratna").Text.ShouldContain("Keputusan menyebut 3 hari, tetapi daftar ini memuat 2");
        await town.Say("ratna", "2");
        await town.Say("ratna", "1");
        await town.Press("ratna", "Ya, berlakukan");
        town.LastTo("ratna").Text.ShouldContain("2 hari libur dan 1 hari cuti bersama");
        await town.With(s => s.GetRequiredService<KeepDaysOff>().Reload());

        var calendar = await town.With(s => Task.FromResult(s.GetRequiredService<WorkingCalendar>()));
        calendar.IsWorkingDay(new DateOnly(2028, 1, 26)).ShouldBeFalse();
        calendar.IsProvisional(new DateOnly(2028, 1, 26)).ShouldBeFalse();
        calendar.IsWorkingDay(new DateOnly(2028, 1, 28)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2028.csv", List)]
    [InlineData("2028.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270901T000000Z\r\n"
        + "DTSTART;VALUE=DATE:20280126\r\nDTEND;VALUE=DATE:20280128\r\nSUMMARY:Tahun Baru Imlek\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
        + "UID:2\r\nDTSTAMP:20270901T000000Z\r\nDTSTART;VALUE=DATE:20280131\r\nSUMMARY:Cuti bersama Imlek\r\nEND:VEVENT\r\n"
        + "END:VCALENDAR\r\n")]
    public async Task A_file_that_is_sent_in_the_chat_is_checked_and_holds_once_the_numbers_were_said(string name, string list)
    {
        await using var town = await Administered();
        await Send(town, name, list.Replace("Sabtu", "Minggu", StringComparison.Ordinal));
        if (name.EndsWith(".csv", StringComparison.Ordinal))
        {
            town.LastTo("ratna").Text.ShouldContain("Baris 2: hari dan tanggalnya tidak cocok");
            await Send(town, name, list);
        }

        await town.Press("ratna", "Lanjutkan tahun 2028");
        foreach (var said in (string[])["SKB 3 Menteri uji", "3", "2", "1"]) await town.Say("ratna", said);
        await town.Press("ratna", "Ya, berlakukan");
        await town.With(s => s.GetRequiredService<KeepDaysOff>().Reload());

        var calendar = await town.With(s => Task.FromResult(s.GetRequiredService<WorkingCalendar>()));
        calendar.IsWorkingDay(new DateOnly(2028, 1, 26)).ShouldBeFalse();
        (await town.Read(db => db.ImportFiles.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("2028-01-01, Minggu, Tahun Baru", "Baris 1: hari dan tanggalnya tidak cocok")]
    [InlineData("Halo", "Tidak ada hari libur yang terbaca")]
    public async Task A_file_without_a_right_day_says_what_is_wrong(string list, string said)
    {
        await using var town = await Administered();
        await Send(town, "2028.csv", list);

        town.LastTo("ratna").Text.ShouldContain(said);
    }

    [Fact]
    public async Task Whoever_presses_a_button_of_a_file_that_is_gone_or_anothers_is_told_so()
    {
        await using var town = await Administered();
        await Send(town, "2028.csv", List);
        await town.Say("bima", "/start");
        await town.Appoint("bima", Role.InstansiAdministrator);
        var number = await town.Read(db => db.ImportFiles.Select(f => f.Id).SingleAsync());
        await town.Say("bima", $"/libur berkas {number}");

        town.LastTo("bima").Text.ShouldContain("Berkas itu sudah tidak ada");
    }

    [Fact]
    public async Task By_command_from_a_file_with_the_numbers_of_the_decree()
    {
        using var here = new Installation();
        var file = here.Write("2028.csv", List);
        (await here.Run("holidays", file, "--source", "SKB 3 Menteri uji", "--holidays", "3")).Said
            .ShouldContain("--holidays says 3, the file holds 2");
        (await here.Run("holidays", file, "--source", "SKB 3 Menteri uji", "--holidays", "2", "--leave", "1")).Said
            .ShouldContain("  2028-01-26 Wednesday: Tahun Baru Imlek 2579 Kongzili\n  2028-01-27 Thursday: ");
        (await here.Run("holidays", file, "--source", "SKB 3 Menteri uji", "--holidays", "2", "--leave", "1")).Code.ShouldBe(0);

        here.Count("select count(*) from brought_days").ShouldBe(3);
        here.Count("select count(*) from brought_years where year = 2028").ShouldBe(1);
    }

    [Fact]
    public void A_year_without_a_day_is_not_decreed()
    {
        var folder = Directory.CreateTempSubdirectory("days-").FullName;
        File.WriteAllText(Path.Combine(folder, "2029.json"), """{"years":[{"year":2029,"holidays":[]}]}""");

        Holidays.Load(folder).IsDecreed(2029).ShouldBeFalse();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_brought_year_stands_in_the_place_of_the_shipped_one()
    {
        var holidays = Holidays.Load();
        var year = holidays.LastDecreedYear;
        var day = new DateOnly(year, 3, 3);
        holidays.Bring([year], [new Holiday(day, "Hari uji", HolidayKind.Holiday)]);

        holidays.All.Where(h => h.Date.Year == year).ShouldHaveSingleItem().Date.ShouldBe(day);
        holidays.Bring([], []);
        holidays.All.Count(h => h.Date.Year == year).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Days_that_a_file_of_the_instansi_only_adds_stand_beside_a_brought_year()
    {
        var folder = Directory.CreateTempSubdirectory("days-").FullName;
        var year = Holidays.Load().LastDecreedYear;
        File.WriteAllText(Path.Combine(folder, "own.json"),
            $$"""
            {"years":[{"year":{{year}},"decreed":false,"holidays":[
              {"date":"{{year}}-12-17","name":"HUT Kota"},{"date":"{{year}}-01-01","name":"Pawai Kota"}]}]}
            """);
        var holidays = Holidays.Load(folder);
        holidays.Bring([year], [new Holiday(new DateOnly(year, 3, 3), "Hari uji", HolidayKind.Holiday)]);

        holidays.All.Where(h => h.Date.Year == year).Select(h => h.Name).ShouldBe(["Pawai Kota", "Hari uji", "HUT Kota"]);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Town> Administered()
    {
        var town = FilledForms.Town();
        town.Time.Set(new DateTimeOffset(2027, 11, 3, 3, 0, 0, TimeSpan.Zero));
        await town.Say("ratna", "/start");
        await town.Appoint("ratna", Role.InstansiAdministrator);
        return town;
    }

    private static async Task Send(Town town, string name, string list)
    {
        town.Channel.Files[name] = System.Text.Encoding.UTF8.GetBytes(list);
        await town.Say("ratna", "/libur");
        await town.Press("ratna", "Kirim berkas (CSV atau ICS)");
        await town.Receive(new Inbound
        {
            Channel = town.Channel.Name,
            ExternalId = town.NextId(),
            Address = "ratna",
            Sender = "ratna",
            Files = [new(name, FileKind.Document, name, null, list.Length)],
        });
        await town.With(s => s.GetRequiredService<FetchImports>().Run());
    }
}
