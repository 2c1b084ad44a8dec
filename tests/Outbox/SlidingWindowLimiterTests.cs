using Core.Outbox;

namespace Tests.Outbox;

public sealed class SlidingWindowLimiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_place_is_free_again_a_second_after_the_answer_and_not_before()
    {
        var second = new SlidingWindowLimiter(2);
        second.Take(Start).ShouldBe(TimeSpan.Zero);
        second.Take(Start).ShouldBe(TimeSpan.Zero);
        second.Answered(Start.AddMilliseconds(40));
        second.Take(Start.AddMilliseconds(50)).ShouldBe(TimeSpan.FromMilliseconds(990));
        second.Take(Start.AddMilliseconds(1039)).ShouldBe(TimeSpan.FromMilliseconds(1));
        second.Take(Start.AddMilliseconds(1040)).ShouldBe(TimeSpan.Zero);
        second.Take(Start.AddMilliseconds(1040)).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void A_smaller_part_holds_at_once_and_is_never_nothing()
    {
        var second = new SlidingWindowLimiter(30);
        second.Limit(30 / 4.0);
        for (var i = 0; i < 7; i++) second.Take(Start).ShouldBe(TimeSpan.Zero);
        second.Take(Start).ShouldBeGreaterThan(TimeSpan.Zero);
        var least = new SlidingWindowLimiter(1);
        least.Limit(0.5);
        least.Take(Start).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Bulk_keeps_the_pace_of_its_part()
    {
        var pace = new LeakyBucket(10);
        pace.Limit(5);
        pace.Take(Start);
        pace.Take(Start);
        pace.Take(Start).ShouldBe(TimeSpan.FromMilliseconds(300), "two steps of 200 ms after a start 100 ms ago");
    }

    /// <summary>Whatever the delays on the way, no second at the platform's end holds more than the limit while bulk goes out.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_second_at_the_other_end_holds_more_than_the_limit(int seed)
    {
        const int limit = 30;
        var (second, chance, now) = (new SlidingWindowLimiter(limit), new Random(seed), Start);
        var answers = new PriorityQueue<bool, DateTimeOffset>();
        var arrived = new List<DateTimeOffset>();
        while (arrived.Count < 2000)
        {
            while (answers.TryPeek(out var bulk, out var at) && at <= now)
            {
                second.Answered(at);
                answers.Dequeue();
            }

            if (second.Take(now) is { Ticks: > 0 } wait)
            {
                now += answers.TryPeek(out _, out var next) && next - now < wait ? next - now : wait;
                continue;
            }

            var there = now.AddMilliseconds(chance.Next(1, chance.Next(20) == 0 ? 400 : 30));
            arrived.Add(there);
            answers.Enqueue(true, there.AddMilliseconds(chance.Next(1, 30)));
        }

        arrived.Sort();
        for (var i = limit; i < arrived.Count; i++) (arrived[i] - arrived[i - limit]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (arrived[^1] - arrived[0]).TotalSeconds.ShouldBeLessThan(2000.0 / limit * 1.25);
    }
}
