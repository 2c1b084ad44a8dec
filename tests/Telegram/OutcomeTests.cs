using Core.Messaging;

namespace Tests.Telegram;

public sealed class OutcomeTests
{
    public static TheoryData<int, string, string> Refusals => new()
    {
        { 403, "Forbidden: bot was blocked by the user", "Unreachable" },
        { 403, "Forbidden: user is deactivated", "Unreachable" },
        { 403, "Forbidden: bot can't initiate conversation with a user", "Unreachable" },
        { 403, "Forbidden: bot was kicked from the supergroup chat", "Unreachable" },
        { 400, "Bad Request: chat not found", "Unreachable" },
        { 400, "Bad Request: not enough rights to send text messages to the chat", "Refused" },
        { 400, "Bad Request: message is too long", "Refused" },
        { 400, "Bad Request: BUTTON_DATA_INVALID", "Refused" },
        { 401, "Unauthorized", "Later" },
        { 408, "Request Timeout", "Later" },
        { 500, "Internal Server Error: restart", "Later" },
        { 503, "Service Unavailable", "Later" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_has_its_outcome(int code, string description, string outcome)
    {
        await using var line = await Line.Open();
        line.Server.Faults.Next("sendMessage", BotApiFault.Error(code, description));
        var got = await line.Send(42, "Halo");
        got.GetType().Name.ShouldBe(outcome);
        if (got is SendOutcome.Refused refused) refused.Reason.ShouldBe(description);
    }

    [Fact]
    public async Task A_flood_stops_everyone_for_as_long_as_asked_and_nothing_is_sent_meanwhile()
    {
        var time = new HurriedTime();
        await using var line = await Line.Open(time);
        line.Server.Chat(42);
        line.Server.Faults.Next("sendMessage", BotApiFault.Flood(35));
        var first = (await line.Send(42, "Halo")).ShouldBeOfType<SendOutcome.Later>();
        first.Everyone.ShouldBeTrue();
        first.After.TotalSeconds.ShouldBeInRange(35, 36);
        var second = (await line.Send(43, "Halo")).ShouldBeOfType<SendOutcome.Later>();
        second.After.TotalSeconds.ShouldBeInRange(30, 36);
        line.Server.Calls("sendMessage").ShouldBe(1);
        line.Server.RetryAfterViolations.ShouldBe(0);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_has_moved()
    {
        await using var line = await Line.Open();
        line.Server.Chat(-5, "group").MovedTo = -1005;
        (await line.Send(-5, "Halo")).ShouldBe(new SendOutcome.Moved("-1005"));
    }

    [Fact]
    public async Task Nobody_moves_to_an_address_that_no_supergroup_has()
    {
        await using var line = await Line.Open();
        line.Server.Chat(42).MovedTo = 43;
        (await line.Send(42, "Halo")).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    public async Task A_page_instead_of_json_a_cut_line_and_a_page_that_says_ok_mean_later()
    {
        await using var line = await Line.Open();
        line.Server.Chat(42);
        line.Server.Faults.Next("sendMessage", BotApiFault.Html, BotApiFault.Cut, BotApiFault.HtmlThatSaysOk,
            BotApiFault.CutAfterAccepting);
        for (var i = 0; i < 4; i++) (await line.Send(42, "Halo")).ShouldBeOfType<SendOutcome.Later>().Everyone.ShouldBeFalse();
        line.Server.Chat(42).Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_there_means_later()
    {
        var line = await Line.Open();
        await line.Server.DisposeAsync();
        (await line.Send(42, "Halo")).ShouldBeOfType<SendOutcome.Later>();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u200B")]
    public async Task An_empty_text_is_refused_without_asking(string text)
    {
        await using var line = await Line.Open();
        (await line.Send(42, text)).ShouldBeOfType<SendOutcome.Refused>();
        line.Server.Calls("sendMessage").ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_is_no_number_is_refused()
    {
        await using var line = await Line.Open();
        (await line.Send(new OutgoingMessage { Address = "@kanal", Text = "Halo" })).ShouldBeOfType<SendOutcome.Refused>();
    }
}
