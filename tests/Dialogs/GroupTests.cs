using Core.Messaging;
using Tests.Support;

namespace Tests.Dialogs;

/// <summary>What somebody asks for in a group goes on privately, and is not asked for a second time.</summary>
public sealed class GroupTests
{
    [Theory]
    [InlineData("/nilai", "nilai")]
    [InlineData("/nilai PKM-IBUH", "PKM-IBUH")]
    [InlineData("/nilai puskesmas ibuh", "nilai")]
    [InlineData("/adukan", "adu")]
    [InlineData("/adukan DINSOS", "adu_DINSOS")]
    [InlineData("/adukan lampu jalan mati", "adu")]
    [InlineData("/cek K7QF-3MXW-E", "cek_K7QF-3MXW-E")]
    [InlineData("/tanya", "tanya")]
    [InlineData("/start adu_DINSOS", "adu_DINSOS")]
    [InlineData("/start", "menu")]
    [InlineData("/dataku", "menu")]
    public async Task A_command_for_two_goes_on_with_itself(string typed, string link)
    {
        await using var town = new Town();

        await Say(town, typed, addressed: false);

        town.LastTo("-5").Text.ShouldStartWith("Untuk ini, mari bicara berdua saja.");
        town.LastTo("-5").Rows.Single().Single().Start.ShouldBe(link);
        await town.PressData("warga", $"/start {link}", null);
        town.LastTo("warga").Text.ShouldNotContain("belum mengerti");
    }

    [Theory]
    [InlineData("mau lapor", "adu")]
    [InlineData("nilai puskesmas ibuh", "PKM-IBUH")]
    [InlineData("halo", "menu")]
    [InlineData("", "menu")]
    [InlineData("hapus semua data saya", "menu")]
    [InlineData("jalan rusak di depan puskesmas", "menu")]
    public async Task Who_turns_to_the_bot_by_its_name_is_answered(string typed, string link)
    {
        await using var town = new Town();

        await Say(town, typed, addressed: true);

        town.LastTo("-5").Rows.Single().Single().Start.ShouldBe(link);
        (await town.Read(db => Task.FromResult(db.People.Count()))).ShouldBe(0);
    }

    [Fact]
    public async Task Danger_is_answered_in_a_group_too()
    {
        await using var town = new Town();

        await Say(town, "tolong kebakaran di pasar ibuh!!", addressed: true);

        town.Channel.All.ShouldContain(s => s.Message.Address == "-5" && s.Message.Text.Contains("112"));
    }

    [Fact]
    public async Task What_a_group_says_to_each_other_is_not_answered()
    {
        await using var town = new Town();

        await Say(town, "mau lapor", addressed: false);

        town.Channel.All.ShouldBeEmpty();
    }

    private static Task Say(Town town, string text, bool addressed) => town.Receive(new Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = "-5",
        Sender = "warga",
        Chat = ChatKind.Group,
        Text = text,
        Addressed = addressed,
    });
}
