using System.Text.Json.Nodes;
using Core.Messaging;
using Core.Texts;

namespace Tests.Telegram;

public sealed class SendingTests
{
    private const long Citizen = 42;
    private const long Group = -1001234567890;

    [Fact]
    public async Task A_text_arrives_as_it_is_and_its_id_comes_back()
    {
        await using var line = await Started();
        var outcome = await line.Send(Citizen, "Jalan *rusak* <b>parah</b> & \"gelap\". 😀 …");
        var message = line.Server.Chat(Citizen).Last!;
        message.Text.ShouldBe("Jalan *rusak* <b>parah</b> & \"gelap\". 😀 …");
        outcome.ShouldBe(new SendOutcome.Sent($"{message.Id}"));
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Marks_become_entities_counted_in_utf16_units()
    {
        await using var line = await Started();
        await line.Send(Citizen,
            $"😀 {TextFormatting.BoldOn}tebal{TextFormatting.BoldOff} lalu {TextFormatting.CodeOn}/kode{TextFormatting.CodeOff}");
        var message = line.Server.Chat(Citizen).Last!;
        message.Text.ShouldBe("😀 tebal lalu /kode");
        Looks(message).ShouldBe(["bold 3+5", "code 14+5"]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Buttons_become_presses_pages_and_links()
    {
        await using var line = await Started();
        await line.Bot.Learn(line.Client, default);
        await line.Send(With(new Button("Ya", "y"), new Button("Halaman", Url: "https://contoh.go.id/a"),
            new Button("Nilai", Start: "DPMPTSP_ktp")));
        var buttons = line.Server.Chat(Citizen).Last!.Buttons;
        buttons.Select(b => (string?)b["callback_data"] ?? (string?)b["url"])
            .ShouldBe(["y", "https://contoh.go.id/a", "https://t.me/suara_uji_bot?start=DPMPTSP_ktp"]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Buttons_that_nobody_could_open_are_left_out()
    {
        await using var line = await Started();
        await line.Send(With(new Button("Ya", "y"), new Button("Halaman", Url: "http://127.0.0.1:5080/"),
            new Button("Nilai", Start: "DPMPTSP")));
        line.Server.Chat(Citizen).Last!.Labels.ShouldBe(["Ya"]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task Button_data_has_64_bytes_at_most(int bytes, bool allowed)
    {
        await using var line = await Started();
        var data = "é" + new string('x', bytes - 2);
        if (allowed) (await line.Send(With(new Button("Ya", data)))).ShouldBeOfType<SendOutcome.Sent>();
        else (await Should.ThrowAsync<ArgumentException>(() => line.Send(With(new Button("Ya", data))))).Message.ShouldContain(data);
    }

    [Fact]
    public async Task A_place_is_asked_for_by_the_persons_own_keyboard_in_private_chats_only()
    {
        await using var line = await Started();
        line.Server.Chat(Group);
        await line.Send(With(new Button("Lewati", "s")) with { AsksPlace = true });
        await line.Send(With(new Button("Lewati", "s")) with { AsksPlace = true, Address = $"{Group}" });
        var keyboard = (JsonArray)line.Server.Chat(Citizen).Last!.Markup!["keyboard"]!;
        ((bool?)keyboard[0]![0]!["request_location"]).ShouldBe(true);
        ((string?)keyboard[1]![0]!["text"]).ShouldBe("Lewati");
        line.Server.Chat(Group).Last!.Labels.ShouldBe(["Lewati"]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_changes_the_message_in_place()
    {
        await using var line = await Started();
        var first = await Id(line.Send(With(new Button("Ya", "y"))));
        (await line.Send(new OutgoingMessage { Address = "42", Text = "Selesai", EditOf = first })).ShouldBe(new SendOutcome.Sent(first));
        var message = line.Server.Chat(Citizen).Messages.ShouldHaveSingleItem();
        (message.Text, message.Buttons.Count).ShouldBe(("Selesai", 0));
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_counts_as_sent()
    {
        await using var line = await Started();
        var first = await Id(line.Send(Citizen, "Sama"));
        (await line.Send(new OutgoingMessage { Address = "42", Text = "Sama", EditOf = first })).ShouldBe(new SendOutcome.Sent(first));
        line.Server.Chat(Citizen).Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_edit_of_a_lost_message_becomes_a_new_one()
    {
        await using var line = await Started();
        var sent = await Id(line.Send(new OutgoingMessage { Address = "42", Text = "Baru", EditOf = "5" }));
        line.Server.Chat(Citizen).Last!.Id.ToString().ShouldBe(sent);
    }

    [Fact]
    public async Task A_retired_card_loses_its_buttons()
    {
        await using var line = await Started();
        var old = await Id(line.Send(With(new Button("Ya", "y"))));
        await line.Send(With(new Button("Ya", "z")) with { Retires = old });
        await line.Server.Until(() => line.Server.Chat(Citizen).Messages[0].Buttons.Count == 0, "the old card has no buttons");
        line.Server.Chat(Citizen).Card!.Id.ToString().ShouldNotBe(old);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_text_comes_in_parts_with_the_buttons_below_the_last()
    {
        await using var line = await Started();
        var paragraphs = string.Join("\n", Enumerable.Range(1, 900).Select(i => $"Baris {i} 😀"));
        await line.Send(With(new Button("Ya", "y")) with { Text = paragraphs });
        var messages = line.Server.Chat(Citizen).Messages;
        messages.Count.ShouldBeGreaterThan(2);
        messages.Select(m => m.Buttons.Count).ShouldBe([.. Enumerable.Repeat(0, messages.Count - 1), 1]);
        string.Concat(messages.Select(m => m.Text)).ShouldBe(paragraphs);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trouble_between_two_parts_does_not_repeat_the_first()
    {
        await using var line = await Started(new HurriedTime());
        line.Server.Faults.Next("sendMessage", BotApiFault.Pass, BotApiFault.ServerError, BotApiFault.Html);
        (await line.Send(Citizen, new string('a', 4096) + new string('b', 100))).ShouldBeOfType<SendOutcome.Sent>();
        line.Server.Chat(Citizen).Messages.Select(m => m.Text.Length).ShouldBe([4096, 100]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_outage_between_two_parts_goes_on_from_there_when_it_is_over(bool withPicture)
    {
        await using var line = await Started(new HurriedTime());
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        var message = new OutgoingMessage
        {
            Address = $"{Citizen}",
            Text = new string('a', withPicture ? 2000 : 4096) + new string('b', withPicture ? 0 : 100),
            File = withPicture ? new OutFile(path, "skor.png", Picture: true) : null,
        };
        line.Server.Faults.Next("sendMessage", [.. withPicture ? (BotApiFault[])[] : [BotApiFault.Pass],
            .. Enumerable.Repeat(BotApiFault.ServerError, 3)]);

        var later = (await line.Send(message)).ShouldBeOfType<SendOutcome.Later>();
        later.PartsOut.ShouldBe(1);
        (await line.Send(message with { PartsOut = later.PartsOut })).ShouldBeOfType<SendOutcome.Sent>();

        line.Server.Chat(Citizen).Messages.Select(m => m.Text.Length).ShouldBe(withPicture ? [0, 2000] : [4096, 100]);
        line.Server.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_are_uploaded_with_their_words(bool picture)
    {
        await using var line = await Started();
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        var message = With(new Button("Ya", "y")) with
        {
            Text = $"{TextFormatting.BoldOn}Laporan{TextFormatting.BoldOff}",
            File = new OutFile(path, "laporan.pdf", picture)
        };
        (await line.Send(message)).ShouldBeOfType<SendOutcome.Sent>();
        var sent = line.Server.Chat(Citizen).Last!;
        (sent.Text, sent.FileName, sent.File!.Length, sent.Labels.Single()).ShouldBe(("Laporan", "laporan.pdf", 3, "Ya"));
        Looks(sent).ShouldBe(["bold 0+7"]);
        line.Server.Violations.ShouldBeEmpty();
        File.Delete(path);
    }

    [Theory]
    [InlineData("laporan \"akhir\".pdf", "laporan _akhir_.pdf")]
    [InlineData("a\r\nb\\c.pdf", "a__b_c.pdf")]
    [InlineData("jalan rusak; é 😀.pdf", "jalan rusak; é 😀.pdf")]
    public async Task A_file_arrives_whatever_its_name_is(string name, string arrives)
    {
        await using var line = await Started();
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, [1]);
        (await line.Send(With() with { File = new OutFile(path, name, false) })).ShouldBeOfType<SendOutcome.Sent>();
        line.Server.Chat(Citizen).Last!.FileName.ShouldBe(arrives);
        line.Server.Violations.ShouldBeEmpty();
        File.Delete(path);
    }

    [Fact]
    public async Task A_file_with_too_many_words_for_a_caption_is_followed_by_them()
    {
        await using var line = await Started();
        var path = Path.GetTempFileName();
        await line.Send(With(new Button("Ya", "y")) with { Text = new string('k', 1025), File = new OutFile(path, "a.png", true) });
        var messages = line.Server.Chat(Citizen).Messages;
        messages.Select(m => (m.File is null, m.Text.Length, m.Buttons.Count)).ShouldBe([(false, 0, 0), (true, 1025, 1)]);
        File.Delete(path);
    }

    [Fact]
    public async Task Topics_are_kept_the_general_one_is_not_named_and_a_deleted_one_is_left()
    {
        await using var line = await Started();
        line.Server.Chat(Group);
        var post = new OutgoingMessage { Address = $"{Group}", Text = "Skor" };
        await line.Send(post with { Thread = "7" });
        await line.Send(post with { Thread = "1" });
        line.Server.Faults.Next("sendMessage", BotApiFault.Error(400, "Bad Request: message thread not found"));
        (await line.Send(post with { Thread = "9" })).ShouldBeOfType<SendOutcome.Sent>();
        line.Server.Chat(Group).Messages.Select(m => m.Thread).ShouldBe([7L, null, null]);
    }

    [Fact]
    public async Task A_menu_is_shown_to_one_chat_or_to_all()
    {
        await using var line = await Started();
        var menu = new Bot.Telegram.TelegramMenu(line.Client);
        (await menu.ShowPerson($"{Citizen}", [("/tugas", "Aduan yang menunggu")])).ShouldBeTrue();
        (await menu.ShowEverybody("en", [("/nilai", "Rate a service")])).ShouldBeTrue();
        ((string?)line.Server.Menu("chat 42")![0]!["command"]).ShouldBe("tugas");
        ((string?)line.Server.Menu("default", "en")![0]!["description"]).ShouldBe("Rate a service");
        line.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_a_person_sent_is_opened_and_a_lost_one_is_null()
    {
        await using var line = await Started();
        line.Server.SendDocument(Citizen, [9, 8, 7], "bukti.txt");
        await using var file = await line.Channel.OpenFile("file0", default);
        var bytes = new MemoryStream();
        await file!.CopyToAsync(bytes);
        bytes.ToArray().ShouldBe([9, 8, 7]);
        (await line.Channel.OpenFile("nothing", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_of_files_that_says_nothing_is_waited_for_no_longer_than_that()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var client = new Bot.Telegram.Client.SuaraBotClient($"http://{silent.LocalEndpoint}", "1:x", TimeProvider.System)
        {
            FilePatience = TimeSpan.FromMilliseconds(50),
        };
        (await Should.ThrowAsync<IOException>(() => client.Download("documents/file0", default))).Message.ShouldContain("no answer");
    }

    [Fact]
    public async Task A_file_that_stands_still_on_its_way_is_given_up_for_now()
    {
        await using var still = new System.IO.Pipelines.Pipe().Reader.AsStream();
        await Should.ThrowAsync<IOException>(() => ReadFile.UpTo(still, 100, TimeSpan.FromMilliseconds(50), default));
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_a_silence_no_longer()
    {
        var time = new ClockSetBack(DateTimeOffset.UnixEpoch.AddYears(56));
        var gate = new Bot.Telegram.Client.RetryAfterGate(time);
        gate.Close(30);
        time.SetBack(TimeSpan.FromHours(1));
        gate.Wait.ShouldBeLessThan(TimeSpan.FromSeconds(31));
        time.Advance(TimeSpan.FromSeconds(31));
        gate.Wait.ShouldBe(TimeSpan.Zero);
    }

    private static OutgoingMessage With(params Button[] buttons) => new() { Address = $"{Citizen}", Text = "Pilih", Rows = [buttons] };

    private static IEnumerable<string> Looks(BotApiMessage message) =>
        message.Entities.Select(e => $"{e!["type"]} {e["offset"]}+{e["length"]}");

    private static async Task<string> Id(Task<SendOutcome> sending) => (await sending).ShouldBeOfType<SendOutcome.Sent>().MessageId!;

    private static async Task<Line> Started(TimeProvider? time = null)
    {
        var line = await Line.Open(time);
        line.Server.Chat(Citizen);
        return line;
    }
}
