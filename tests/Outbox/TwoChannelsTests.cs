using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Outbox;

/// <summary>One person in two channels: each keeps an order of its own, though one of them holds messages up.</summary>
public sealed class TwoChannelsTests
{
    [Fact]
    public async Task Messages_of_one_person_through_two_channels_keep_an_order_each()
    {
        var other = new TestChannel { Name = "other" };
        await using var town = new Town(register: services => services.AddSingleton<IChannel>(other));
        var refused = 0;
        town.Channel.Fault = _ => refused < 5 && ++refused > 0 ? new SendOutcome.Later(TimeSpan.FromSeconds(2), Everyone: false) : null;
        await town.With(async services =>
        {
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                for (var i = 0; i < 30; i++)
                    foreach (var channel in new[] { "test", "other" })
                        await services.GetRequiredService<SendLater>().Put(write,
                            new Outgoing(channel, new OutgoingMessage { Address = "628111", Text = $"{channel} {i}" }));
            });
            var sender = services.GetRequiredService<OutboxSender>();
            await sender.LookNow();
            while (sender.InHand > 0)
            {
                town.Time.Advance(TimeSpan.FromSeconds(1));
                await sender.LookNow();
            }
        });

        refused.ShouldBe(5);
        town.Channel.All.Select(s => s.Message.Text).ShouldBe(Enumerable.Range(0, 30).Select(i => $"test {i}"));
        other.All.Select(s => s.Message.Text).ShouldBe(Enumerable.Range(0, 30).Select(i => $"other {i}"));
    }
}
