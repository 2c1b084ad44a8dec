using Core.Messaging;

namespace Tests.Telegram;

/// <summary>A group or channel by its number or public name, and whether whoever names it has a say in it, as Telegram tells it.</summary>
public sealed class FindingChatsTests
{
    private const long Place = -1001234567890;
    private const long Person = 42;

    [Theory]
    [InlineData("channel", "administrator", "administrator", PostingRight.Fine, true)]
    [InlineData("channel", "administrator", "creator", PostingRight.Fine, true)]
    [InlineData("channel", "administrator", "member", PostingRight.Fine, false)]
    [InlineData("channel", "administrator", "left", PostingRight.Fine, false)]
    [InlineData("channel", "member", "administrator", PostingRight.NotAdministrator, false)]
    [InlineData("supergroup", "member", "member", PostingRight.Fine, true)]
    [InlineData("supergroup", "member", "left", PostingRight.Fine, false)]
    [InlineData("supergroup", "left", "member", PostingRight.NotThere, false)]
    internal async Task Who_has_a_say_may_link(string type, string bot, string person, PostingRight right, bool may)
    {
        await using var line = await Line.Open();
        var chat = line.Server.Chat(Place, type);
        (chat.BotStatus, chat.PublicName, chat.People[Person]) = (bot, "SkorKota", person);

        foreach (var wanted in new[] { $"{Place}", "@skorkota" })
            (await line.Channel.Find(wanted, $"{Person}", default)).ShouldBe(new FoundChat(right)
            {
                Address = $"{Place}",
                Title = $"Grup {Place}",
                Name = "@SkorKota",
                MayLink = may
            });
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_a_person_and_trouble_on_the_line_are_told_apart()
    {
        await using var line = await Line.Open();
        (await line.Channel.Find("@tidakada", $"{Person}", default)).Right.ShouldBe(PostingRight.NotThere);
        line.Server.Chat(77);
        (await line.Channel.Find("77", $"{Person}", default)).Right.ShouldBe(PostingRight.NotThere);

        line.Server.Chat(Place);
        line.Server.Faults.Next("getChat", BotApiFault.ServerError);
        (await line.Channel.Find($"{Place}", $"{Person}", default)).Right.ShouldBe(PostingRight.Unknown);
    }

    [Theory]
    [InlineData("-1001234567890", "-1001234567890")]
    [InlineData("@SkorKota", "@skorkota")]
    [InlineData("https://t.me/SkorKota", "@skorkota")]
    [InlineData("t.me/skor_kota/", "@skor_kota")]
    [InlineData("@ab", null)]
    [InlineData("DINSOS", null)]
    [InlineData("https://t.me/+AbCdEf", null)]
    public async Task A_word_means_a_chat_or_none(string typed, string? wanted)
    {
        await using var line = await Line.Open();
        line.Channel.Capabilities.GroupNamed!(typed).ShouldBe(wanted);
    }

    [Fact]
    public async Task What_goes_to_many_is_uploaded_once_and_again_when_the_platform_forgot_it()
    {
        await using var line = await Line.Open();
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        try
        {
            for (var i = 1; i <= 3; i++) await Send(i);
            line.Server.ForgetFiles();
            await Send(4);
            await File.WriteAllBytesAsync(path, [9, 9]);
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
            await Send(5);
        }
        finally
        {
            File.Delete(path);
        }

        Enumerable.Range(1, 5).Select(i => line.Server.Chat(i).Messages.ShouldHaveSingleItem())
            .Select(m => (m.ById is null, m.File!.Length))
            .ShouldBe([(true, 3), (false, 3), (false, 3), (true, 3), (true, 2)]);
        line.Server.Violations.ShouldBeEmpty();

        async Task Send(int chat)
        {
            line.Server.Chat(chat);
            var file = new OutFile(path, "apel.pdf", Picture: false);
            (await line.Send(new OutgoingMessage { Address = $"{chat}", Text = "Apel", File = file })).ShouldBeOfType<SendOutcome.Sent>();
        }
    }
}
