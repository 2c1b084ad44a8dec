using Core.Messaging;
using Core.Outbox;

namespace Tests.Outbox;

/// <summary>What comes into a lane in the very moment in which it becomes empty is sent as all else is.</summary>
public sealed class LaneTests
{
    private const int Messages = 50_000;

    [Fact]
    public async Task A_message_that_comes_as_its_lane_runs_empty_is_sent()
    {
        var sent = 0;
        using var stop = new CancellationTokenSource();
        var lanes = new PerChatQueues(_ => Task.FromResult(Interlocked.Increment(ref sent) > 0), stop.Token);

        for (var id = 1L; id <= Messages; id++)
        {
            lanes.Enqueue(new ClaimedMessage(id, "test", new OutgoingMessage { Address = "warga" }, null, null, Bulk: false));
            SpinWait.SpinUntil(() => lanes.InHand == 0); // the last was sent, and its lane may not be taken away yet
        }

        await lanes.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30));
        sent.ShouldBe(Messages);
        lanes.InHand.ShouldBe(0);
    }
}
