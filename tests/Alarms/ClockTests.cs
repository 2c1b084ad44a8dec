using Bot;
using Microsoft.Extensions.Time.Testing;
using Telegram.Bot.Requests;
using Tests.Telegram;

namespace Tests.Alarms;

/// <summary>A machine's clock that runs far ahead forgets too early; Telegram's answers tell the time.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    public async Task It_is_compared_with_Telegrams(int years, bool wrong)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddYears(years));
        await using var line = await Line.Open(time);

        await line.Client.SendRequest(new GetMeRequest());

        (LookAtClock.ByTelegram(line.Client, TimeProvider.System) is not null).ShouldBe(wrong);
        LookAtClock.ByTelegram(line.Client, time).ShouldBeNull("what somebody set is no machine's clock");
    }
}
