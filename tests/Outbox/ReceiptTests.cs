using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Outbox;

/// <summary>A platform that says later what became of a message.</summary>
public sealed class ReceiptTests
{
    [Fact]
    public async Task A_message_stays_until_it_is_delivered_and_whoever_asked_for_it_hears()
    {
        var heard = new Heard();
        await using var town = await Sent(heard);
        (await States(town)).ShouldBe([OutboxState.Accepted]);
        var id = town.Channel.All.Single().Id;
        (await Receive(town, new DeliveryReceipt.Delivered("test", id))).ShouldBeTrue();
        (await States(town)).ShouldBeEmpty();
        heard.Fates.ShouldBe(["Sent", "Delivered"]);
    }

    [Fact]
    public async Task A_receipt_that_comes_twice_changes_nothing()
    {
        var heard = new Heard();
        await using var town = await Sent(heard);
        var id = town.Channel.All.Single().Id;
        await Receive(town, new DeliveryReceipt.Read("test", id));
        (await Receive(town, new DeliveryReceipt.Delivered("test", id))).ShouldBeFalse();
        heard.Fates.ShouldBe(["Sent", "Read"]);
    }

    [Fact]
    public async Task What_cannot_be_delivered_is_kept_with_the_platforms_code()
    {
        var heard = new Heard();
        await using var town = await Sent(heard);
        await Receive(town, new DeliveryReceipt.Failed("test", town.Channel.All.Single().Id, "131026"));
        (await town.Read(db => db.Outbox.Select(m => m.Error).SingleAsync())).ShouldBe("131026");
        (await States(town)).ShouldBe([OutboxState.Parked]);
        heard.Fates.ShouldBe(["Sent", "Refused"]);
    }

    [Fact]
    public async Task An_awaited_receipt_holds_up_no_later_message()
    {
        await using var town = await Sent(new Heard());
        await Put(town, "kedua");
        town.Channel.All.Select(s => s.Message.Text).ShouldBe(["pertama", "kedua"]);
    }

    private static async Task<Town> Sent(Heard heard)
    {
        var town = new Town(register: services => services.AddSingleton<IDeliveryListener>(heard)
            .AddSingleton<TimeProvider>(new Telegram.HurriedTime()));
        town.Channel.TellsOfDelivery = true;
        await Put(town, "pertama");
        return town;
    }

    private static Task Put(Town town, string text) =>
        town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        await services.GetRequiredService<SendLater>()
            .Put(write, new Outgoing("test", new OutgoingMessage { Address = "warga", Text = text, Topic = "kabar:1" }));
    }));

    private static Task<bool> Receive(Town town, DeliveryReceipt receipt) =>
        town.With(services => services.GetRequiredService<ReceiveReceipts>().Receive(receipt));

    private static Task<List<OutboxState>> States(Town town) => town.Read(db => db.Outbox.Select(m => m.State).ToListAsync());

    private sealed class Heard : IDeliveryListener
    {
        public List<string> Fates { get; } = [];

        public bool Wants(Delivery delivery) => delivery.Message.Topic == "kabar:1";

        public ValueTask Hear(AppDb db, Delivery delivery)
        {
            Fates.Add(delivery.Fate.GetType().Name);
            return ValueTask.CompletedTask;
        }
    }
}
