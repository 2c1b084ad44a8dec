using Core.Messaging;
using Tests.Complaints;
using Tests.Support;

namespace Tests.Words;

/// <summary>What somebody says or sends at a door where nobody waited for it is heard, and kept where it is said to be.</summary>
public sealed class KeptWordsTests
{
    private const string Fire = "pemadam kebakaran 113";

    [Theory]
    [InlineData("/adukan kebakaran di pasar, ada anak terjebak")]
    [InlineData("/entahapa kebakaran di pasar")]
    public async Task Danger_behind_a_command_gets_its_number_first(string typed)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        var before = town.Channel.Count;

        await town.Say("warga", typed);

        town.Channel.All.Skip(before).First().Message.Text.ShouldContain(Fire);
    }

    [Fact]
    public async Task Danger_that_an_edit_tells_of_gets_its_number_with_nothing_open()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await town.Say("warga", "terima kasih");

        await town.Edit("warga", "kebakaran di pasar ibuh tolong");

        Said(town).ShouldContain(Fire);
    }

    [Theory]
    [InlineData("/adukan PKM-IBUH kursi tunggu rusak semua")]
    [InlineData("/lapor kursi tunggu rusak semua di puskesmas")]
    public async Task A_photo_above_a_command_is_the_first_file_of_what_it_begins(string caption)
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");
        await Photo(town, caption);
        await town.Say("warga", "setuju");
        if (town.LastTo("warga").Text.Contains("Untuk unit mana", StringComparison.Ordinal)) await town.Say("warga", "tidak tahu");

        town.LastTo("warga").Text.ShouldContain("tulisan, 1 berkas");
    }

    [Fact]
    public async Task A_photo_above_a_command_that_takes_none_is_said_to_be_left()
    {
        await using var town = ComplaintTown.New();
        await town.Say("warga", "/start");

        await Photo(town, "/skor");

        Said(town).ShouldContain("tidak kami simpan");
    }

    private static string Said(Town town) => string.Join('\n', town.Channel.All.Select(s => s.Message.Text));

    private static Task Photo(Town town, string? caption) => town.Receive(new Inbound
    {
        Channel = town.Channel.Name,
        ExternalId = town.NextId(),
        Address = "warga",
        Sender = "warga",
        Text = caption,
        Files = [new InboundFile("foto", FileKind.Photo, "foto.jpg", "image/jpeg", 1200)],
    });
}
