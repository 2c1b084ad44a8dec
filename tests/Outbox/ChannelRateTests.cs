using Core.Messaging;
using Core.Outbox;
using Microsoft.Extensions.Time.Testing;
using Tests.Telegram;

namespace Tests.Outbox;

/// <summary>Whose rates hold: the channel's own, else those of the settings; and which chats are groups.</summary>
public sealed class ChannelRateTests
{
    private static readonly OutboxOptions Settings = new() { PerChatPerSecond = 1, PerChatBurst = 2, PerGroupPerMinute = 20 };

    [Theory]
    [InlineData("7", ChatKind.Private, true)]
    [InlineData("-1007", ChatKind.Private, true)]
    [InlineData("7", ChatKind.Group, false)]
    [InlineData("kanal", ChatKind.Broadcast, false)]
    internal async Task A_group_is_what_the_message_says_and_not_what_its_address_looks_like(string address, ChatKind chat, bool twoAtOnce)
    {
        var limiter = new ChannelRateLimiter(new ChannelRates(), Settings);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

        (await IsFree(limiter, address, chat, time)).ShouldBeTrue();
        (await IsFree(limiter, address, chat, time)).ShouldBe(twoAtOnce);
    }

    [Fact]
    public async Task A_channel_that_tells_its_rates_is_not_held_by_the_settings()
    {
        var limiter = new ChannelRateLimiter(new ChannelRates { PerChatBurst = 4 }, Settings);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

        var free = new List<bool>();
        for (var i = 0; i < 5; i++) free.Add(await IsFree(limiter, "7", ChatKind.Private, time));

        free.ShouldBe([true, true, true, true, false]);
    }

    [Fact]
    public void Whoever_stands_in_for_another_worker_sends_one_message_at_once_edits_freely_and_never_to_a_group()
    {
        var limiter = new ChannelRateLimiter(new ChannelRates(), Settings);
        limiter.ShareWith(3);
        var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        var message = new OutgoingMessage { Address = "7", Text = "Halo" };

        limiter.MayStandIn(message with { Chat = ChatKind.Group }, now).ShouldBeFalse();
        limiter.MayStandIn(message, now).ShouldBeTrue();
        limiter.MayStandIn(message, now).ShouldBeFalse();
        limiter.MayStandIn(message with { Address = "8" }, now).ShouldBeTrue();
        limiter.MayStandIn(message with { EditOf = "12" }, now).ShouldBeTrue();
        limiter.MayStandIn(message, now.AddSeconds(2.9)).ShouldBeFalse();
        limiter.MayStandIn(message, now.AddSeconds(3.1)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_waits_for_its_slow_chat_keeps_no_reply_to_another_waiting()
    {
        var limiter = new ChannelRateLimiter(new ChannelRates { PerSecond = 2 }, Settings);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        using var stop = new CancellationTokenSource();
        var waiting = new List<Task>();
        for (var id = 1; id <= 3; id++)
        {
            var post = new OutgoingMessage { Address = "-1001", Chat = ChatKind.Group, Text = "Skor" };
            var claimed = new ClaimedMessage(id, "small", post, null, null, Bulk: true);
            var paced = limiter.WaitForBulk(time, stop.Token).AsTask();
            time.Advance(TimeSpan.FromSeconds(1));
            await paced;
            waiting.Add(limiter.WaitForTurn(claimed, time, stop.Token).AsTask());
            if (id == 1) limiter.Leave(claimed, time);
        }

        time.Advance(TimeSpan.FromMilliseconds(900)); // the second of the one that went is over
        waiting.Count(w => w.IsCompleted).ShouldBe(1);
        (await IsFree(limiter, "7", ChatKind.Private, time)).ShouldBeTrue();
        (await IsFree(limiter, "8", ChatKind.Private, time)).ShouldBeTrue();
        await stop.CancelAsync();
        foreach (var one in waiting.Skip(1)) await Should.ThrowAsync<OperationCanceledException>(one);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_hours_holds_nothing_up()
    {
        var limiter = new ChannelRateLimiter(new ChannelRates { PerSecond = 1 }, Settings);
        var time = new ClockSetBack(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var message = new OutgoingMessage { Address = "7", Text = "Halo" };
        var first = new ClaimedMessage(1, "small", message, null, null, Bulk: false);
        await limiter.WaitForTurn(first, time, default);
        limiter.Leave(first, time);
        await limiter.WaitForBulk(time, default);
        limiter.CloseFor(TimeSpan.FromSeconds(2), time);

        time.SetBack(TimeSpan.FromHours(3));
        time.Advance(TimeSpan.FromSeconds(3));

        (await IsFree(limiter, "8", ChatKind.Private, time)).ShouldBeTrue();
        limiter.WaitForBulk(time, default).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_mistake_of_another_clock_is_no_silence_of_days()
    {
        var limiter = new ChannelRateLimiter(new ChannelRates(), Settings);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        limiter.CloseFor(TimeSpan.FromDays(400), time);
        time.Advance(TimeSpan.FromMinutes(62));
        limiter.WaitForTurn(new ClaimedMessage(1, "small", new OutgoingMessage { Address = "7", Text = "Halo" }, null, null, Bulk: false),
            time, default).IsCompleted.ShouldBeTrue();
    }

    /// <summary>Whether a message may go at once; one that must wait is called back.</summary>
    private static async Task<bool> IsFree(ChannelRateLimiter limiter, string address, ChatKind chat, TimeProvider time)
    {
        using var stop = new CancellationTokenSource();
        var message = new OutgoingMessage { Address = address, Chat = chat, Text = "Halo" };
        var turn = limiter.WaitForTurn(new ClaimedMessage(1, "small", message, null, null, Bulk: false), time, stop.Token);
        if (turn.IsCompletedSuccessfully) return true;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(turn.AsTask());
        return false;
    }
}
