using Core.Messaging;
using Core.People;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>What stands on a card in the talk can be typed as well as pressed.</summary>
[Trait("Database", "any")]
public sealed class TypedButtonTests
{
    private const string Story = "Loket bantuan tutup setiap hari Kamis.";

    /// <summary>Every card that a citizen or an official asks for, by what they type; CODE stands for the citizen's complaint.</summary>
    [Theory]
    [InlineData("warga", "/cek", "id")]
    [InlineData("warga", "/cek CODE", "id")]
    [InlineData("warga", "/cek CODE", "en")]
    [InlineData("warga", "/start", "id")]
    [InlineData("warga", "/skor", "id")]
    [InlineData("warga", "/skor", "en")]
    [InlineData("warga", "/data", "id")]
    [InlineData("warga", "/batal", "en")]
    [InlineData("tri", "/tugas", "id")]
    [InlineData("tri", "/tugas CODE", "id")]
    [InlineData("tri", "/tugas CODE", "en")]
    public async Task Each_label_of_a_card_typed_does_what_its_press_does(string who, string asked, string language)
    {
        var folder = Directory.CreateTempSubdirectory("typed-").FullName;
        await using var town = ComplaintTown.New(folder);
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        var code = await town.FileComplaint("warga", Story, photo: "loket.jpg");
        await town.Run("lampiran");
        await town.Say(who, $"/bahasa {language}");
        var card = asked.Replace("CODE", code);
        await town.Say(who, card);
        var buttons = town.LastTo(who).Rows.SelectMany(r => r).Where(b => b.Data?.StartsWith('/') == true).ToList();

        buttons.ShouldNotBeEmpty();
        foreach (var button in buttons)
        {
            await town.PressData(who, button.Data!, null);
            var pressed = town.LastTo(who).Text;
            await Afresh();
            await town.Say(who, button.Label);
            town.LastTo(who).Text.ShouldBe(pressed, $"typed: {button.Label}");
            await Afresh();
        }

        Directory.Delete(folder, recursive: true);

        async Task Afresh()
        {
            await town.Say(who, "/batal");
            await town.Say(who, card);
        }
    }

    [Theory]
    [InlineData("Minta segera ditangani")]
    [InlineData("minta segera ditangani pak")]
    [InlineData("tolong minta segera di tangani")]
    public async Task A_late_complaint_is_hurried_by_words(string typed)
    {
        await using var town = await Late();

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("kami ingatkan");
    }

    [Theory]
    [InlineData("ingatkan petugas")]
    [InlineData("tarik pengaduan")]
    [InlineData("tolong ingatkan petugasnya")]
    [InlineData("mau cabut laporan saya")]
    public async Task Other_words_for_it_lead_to_the_complaint_or_ask(string typed)
    {
        await using var town = await Late();

        await town.Say("warga", typed);

        town.LastTo("warga").Rows.SelectMany(r => r).ShouldContain(b => b.Data != null && b.Data.StartsWith(Commands.Track.Text));
    }

    [Fact]
    public async Task With_another_question_open_the_label_is_heard_too_and_the_question_comes_back()
    {
        await using var town = await Late();
        await town.Say("warga", "/start PKM-IBUH");
        await town.Say("warga", "sesuai");
        var before = town.Channel.Count;

        await town.Say("warga", "cabut pengaduan");

        town.Channel.All.Skip(before).ShouldContain(s => s.Message.Text.Contains("dicabut") || s.Message.Text.Contains("mencabut"));
    }

    [Fact]
    public async Task A_label_of_a_card_that_came_by_itself_leads_to_what_it_is_about()
    {
        await using var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.FileComplaint("warga", Story);

        await town.Say("tri", "buka");
        town.LastTo("tri").Rows.SelectMany(r => r).ShouldContain(b => b.Data!.StartsWith(Commands.Tasks.Text));
    }

    /// <summary>Whoever came to a rating by a card about the unit would else be told by it, to anybody who has the database.</summary>
    [Theory]
    [InlineData("jam buka puskesmas ibuh?")]
    [InlineData("/skor PKM-IBUH")]
    [InlineData("/start")]
    public async Task What_led_to_a_rating_is_not_kept_once_it_has_ended(string asked)
    {
        await using var town = new Town();
        await town.Say("warga", asked);
        await town.Say("warga", "/nilai PKM-IBUH");
        for (var i = 0; i < 12 && !town.LastTo("warga").Rows.SelectMany(r => r).Any(b => b.Start is not null); i++)
            await town.Say("warga", i < 9 ? "1" : i == 9 ? "lewati semua" : "lewati");

        town.LastTo("warga").Rows.SelectMany(r => r).ShouldContain(b => b.Start != null);
        (await town.Read(db => Task.FromResult(string.Join(' ', db.Conversations.Select(c => c.State).ToList())))).ShouldNotContain("IBUH");
    }

    /// <summary>Nothing below the thanks for a rating may say in the kept talk which unit was rated.</summary>
    [Fact]
    public async Task The_card_below_the_thanks_for_a_rating_is_not_kept()
    {
        await using var town = new Town();
        await town.Say("warga", "/start PKM-IBUH");
        for (var i = 0; i < 12 && !town.LastTo("warga").Rows.SelectMany(r => r).Any(b => b.Start is not null); i++)
            await town.Say("warga", i < 9 ? "3" : i == 9 ? "lewati semua" : "lewati");

        (await town.Read(db => Task.FromResult(string.Join(' ', db.Conversations.Select(c => c.State).ToList())))).ShouldNotContain("IBUH");
        await town.Say("warga", "lihat skor");
        town.LastTo("warga").Text.ShouldContain("Skor pelayanan");
    }

    private static async Task<Town> Late()
    {
        var town = ComplaintTown.New();
        await town.StayUp();
        await town.GiveRole("tri", Role.Triage);
        await town.GiveRole("petugas", Role.Officer, "DINSOS");
        var code = await town.FileComplaint("warga", Story);
        await town.Verify("tri", code);
        town.Time.Advance(TimeSpan.FromDays(14));
        await town.Say("warga", $"/cek {code}");
        return town;
    }
}
