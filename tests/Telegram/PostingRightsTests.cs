using Core.Messaging;

namespace Tests.Telegram;

/// <summary>What the bot may do in a group or channel, as Telegram tells it; and pictures of posts that change.</summary>
public sealed class PostingRightsTests
{
    private const long Place = -1001234567890;

    [Theory]
    [InlineData("supergroup", "member", "", PostingRight.Fine)]
    [InlineData("supergroup", "member", "can_send_messages", PostingRight.SendMessages)]
    [InlineData("supergroup", "member", "can_send_photos", PostingRight.SendPhotos)]
    [InlineData("supergroup", "restricted", "can_send_photos", PostingRight.SendPhotos)]
    [InlineData("supergroup", "administrator", "can_send_photos", PostingRight.Fine)]
    [InlineData("supergroup", "left", "", PostingRight.NotThere)]
    [InlineData("supergroup", "kicked", "", PostingRight.NotThere)]
    [InlineData("channel", "administrator", "", PostingRight.Fine)]
    [InlineData("channel", "administrator", "can_edit_messages", PostingRight.Fine)]
    [InlineData("channel", "administrator", "can_post_messages", PostingRight.PostMessages)]
    [InlineData("channel", "member", "", PostingRight.NotAdministrator)]
    internal async Task The_right_that_is_missing_is_named(string type, string status, string lacking, PostingRight right)
    {
        await using var line = await Line.Open();
        var chat = line.Server.Chat(Place, type);
        chat.BotStatus = status;
        if (lacking.Length > 0) chat.Lacking.Add(lacking);

        (await line.Channel.RightIn($"{Place}", default)).ShouldBe(right);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chat_that_nobody_knows_is_not_there_and_trouble_on_the_line_says_nothing()
    {
        await using var line = await Line.Open();
        (await line.Channel.RightIn("-1009", default)).ShouldBe(PostingRight.NotThere);

        line.Server.Chat(Place);
        line.Server.Faults.Next("getChat", BotApiFault.ServerError);
        (await line.Channel.RightIn($"{Place}", default)).ShouldBe(PostingRight.Unknown);
    }

    [Fact]
    public async Task A_changed_post_takes_the_place_of_its_picture_and_caption()
    {
        await using var line = await Line.Open();
        line.Server.Chat(Place);
        using var first = new Picture([1, 2, 3]);
        using var second = new Picture([4, 5, 6, 7]);
        var sent = (await line.Send(Post("Skor 77,78", first))).ShouldBeOfType<SendOutcome.Sent>();

        var edit = Post("Skor 80,00", second) with { EditOf = sent.MessageId };
        (await line.Send(edit)).ShouldBe(sent);
        (await line.Send(edit)).ShouldBe(sent);

        var shown = line.Server.Chat(Place).Messages.ShouldHaveSingleItem();
        shown.Text.ShouldBe("Skor 80,00");
        shown.File.ShouldBe([4, 5, 6, 7]);
        shown.Earlier.ShouldBe(["Skor 77,78"]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_too_long_for_a_caption_is_edited_in_the_message_that_has_its_text()
    {
        await using var line = await Line.Open();
        line.Server.Chat(Place);
        using var picture = new Picture([1, 2, 3]);
        var sent = (await line.Send(Post(Long("Skor Oktober"), picture))).ShouldBeOfType<SendOutcome.Sent>();

        (await line.Send(Post(Long("Skor Oktober, dihitung lagi"), picture) with { EditOf = sent.MessageId })).ShouldBe(sent);

        var shown = line.Server.Chat(Place).Messages;
        shown.Count.ShouldBe(2);
        shown[0].File.ShouldNotBeNull();
        shown[1].Text.ShouldStartWith("Skor Oktober, dihitung lagi");
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caption_that_grows_too_long_is_cut_rather_than_posted_twice()
    {
        await using var line = await Line.Open();
        line.Server.Chat(Place);
        using var picture = new Picture([1, 2, 3]);
        var sent = (await line.Send(Post("Skor Oktober", picture))).ShouldBeOfType<SendOutcome.Sent>();

        (await line.Send(Post(Long("Skor Oktober"), picture) with { EditOf = sent.MessageId })).ShouldBe(sent);

        var shown = line.Server.Chat(Place).Messages.ShouldHaveSingleItem();
        shown.Text.Length.ShouldBeInRange(900, 1024);
        shown.Text.ShouldEndWith("…");
        line.Server.Violations.ShouldBeEmpty();
    }

    private static string Long(string title) =>
        $"{title}\n{string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Dinas ke-{i}: 84,12 (B), 47 penilaian"))}";

    private static OutgoingMessage Post(string text, Picture picture) =>
        new() { Address = $"{Place}", Text = text, File = new OutFile(picture.Path, "skor.png", Picture: true) };

    private sealed class Picture : IDisposable
    {
        public Picture(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
