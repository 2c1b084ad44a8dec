using Core.Messaging;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Requests;

namespace Tests.Telegram;

public sealed class StormTests
{
    [Fact]
    public async Task When_every_fifth_call_fails_all_is_heard_and_all_is_said()
    {
        const int people = 40;
        await using var line = await Line.Open(new HurriedTime());
        line.Server.Faults.Randomly(0.2, seed: 7, BotApiFault.ServerError, BotApiFault.Html, BotApiFault.Cut, BotApiFault.CutAfterAccepting,
            BotApiFault.HtmlThatSaysOk);
        using var poller = line.Poller();
        await poller.StartAsync(default);
        for (var person = 1; person <= people; person++) line.Server.Say(person, $"Saya {person}");
        await line.Server.Until(() => line.Server.Pending == 0, "all is heard");
        for (var person = 1; person <= people; person++)
            while (await line.Send(person, $"Halo {person}") is SendOutcome.Later) continue;
        await poller.StopAsync(default);
        line.Heard.Select(h => h.ExternalId).Distinct().Count().ShouldBe(people);
        for (var person = 1; person <= people; person++) line.Server.Chat(person).Messages.ShouldNotBeEmpty();
        line.Server.Violations.ShouldBeEmpty();
        line.Server.Faults.Given.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_chat_that_gets_too_much_at_once_silences_the_bot()
    {
        await using var line = await Line.Open();
        line.Server.Chat(42);
        line.Server.Limits = new BotApiLimits(ChatBurst: 2);
        for (var i = 0; i < 2; i++) (await line.Send(42, $"{i}")).ShouldBeOfType<SendOutcome.Sent>();
        (await line.Send(42, "2")).ShouldBeOfType<SendOutcome.Later>().Everyone.ShouldBeTrue();
        (await line.Send(43, "3")).ShouldBeOfType<SendOutcome.Later>();
        (line.Server.Floods, line.Server.RetryAfterViolations, line.Server.Calls("sendMessage")).ShouldBe((1, 0, 3));
    }

    [Fact]
    public async Task Silence_that_is_asked_for_while_listening_holds_for_speaking_too()
    {
        await using var line = await Line.Open();
        line.Server.Chat(42);
        line.Server.Faults.Next("getUpdates", BotApiFault.Flood(30));
        (await Should.ThrowAsync<ApiRequestException>(() => line.Client.SendRequest(new GetUpdatesRequest()))).ErrorCode.ShouldBe(429);
        (await line.Send(42, "Halo")).ShouldBeOfType<SendOutcome.Later>().After.ShouldBeGreaterThan(TimeSpan.FromSeconds(29));
        line.Server.Calls("sendMessage").ShouldBe(0);
    }

    [Fact]
    public async Task Updates_that_the_platform_repeats_are_given_on_to_be_recognised()
    {
        await using var line = await Line.Open();
        using var poller = line.Poller();
        await poller.StartAsync(default);
        line.Server.Say(42, "sekali");
        await line.Server.Until(() => line.Server.Pending == 0, "it is confirmed");
        line.Server.RepeatUpdates(1);
        line.Server.Say(42, "lalu");
        await line.Server.Until(() => line.Server.Pending == 0 && line.Heard.Count >= 3, "all is heard");
        await poller.StopAsync(default);
        line.Heard.Select(h => h.Text).ShouldBe(["sekali", "sekali", "lalu"]);
        line.Heard.Select(h => h.ExternalId).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_server_notices_what_no_bot_should_do()
    {
        await using var server = await BotApiServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        foreach (var (method, body) in new[]
        {
            ("sendMessage", """{"chat_id":1,"text":"a","colour":"red"}"""),
            ("sendMessage", """{"text":"a"}"""),
            ("sendMessage", """{"chat_id":1,"text":5}"""),
            ("sendMessage", """{"chat_id":1,"text":"a","reply_markup":{"inline_keyboard":[[{"callback_data":"x"}]]}}"""),
            ("setMyCommands", """{"commands":[{"command":"A","description":"b"}]}"""),
            ("sendNonsense", "{}"),
        })
        {
            var before = server.Violations.Count;
            await http.PostAsync($"/bot{server.Token}/{method}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            server.Violations.Count.ShouldBeGreaterThan(before, body);
        }
    }
}
