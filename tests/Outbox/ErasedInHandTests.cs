using Core.Dialogs.Conversations;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Tests.Telegram;

namespace Tests.Outbox;

/// <summary>What is in hand while its receiver is erased, and what stays behind in the outbox.</summary>
public sealed class ErasedInHandTests
{
    [Fact]
    public async Task A_reminder_in_hand_whose_receiver_had_themselves_erased_is_not_sent()
    {
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(new HurriedTime()));
        town.Channel.Fault = message =>
        {
            using var db = town.Database.Open();
            return db.Outbox.Where(m => m.Address == "asn-1" && m.Address == message.Address).ExecuteDelete() == 0 ? null
                : new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: false);
        };
        await town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            foreach (var address in new[] { "asn-1", "asn-2" })
                await services.GetRequiredService<SendLater>().Put(write,
                    new Outgoing("test", new OutgoingMessage { Address = address, Text = "pengingat" }) { Bulk = true });
        }));

        town.Channel.All.Select(s => s.Message.Address).ShouldBe(["asn-2"]);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_reply_in_hand_that_the_platform_did_not_take_is_not_sent_once_its_receiver_is_erased()
    {
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(new HurriedTime()));
        await town.With(services =>
        {
            town.Channel.Fault = message =>
            {
                if (message.Address != "warga") return null;
                services.GetRequiredService<WriteQueue>().Enqueue(async write =>
                    await services.GetRequiredService<EraseWaiting>().Of(write, new ChatKey("test", "warga"))).GetAwaiter().GetResult();
                return new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: false);
            };
            return services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                foreach (var address in new[] { "warga", "tetangga" })
                    await services.GetRequiredService<SendLater>().Put(write,
                        new Outgoing("test", new OutgoingMessage { Address = address, Text = "jawaban" }));
            });
        });

        town.Channel.All.Select(s => s.Message.Address).ShouldBe(["tetangga"]);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [PostgresFact]
    public async Task A_reply_that_is_tried_again_is_not_sent_where_another_process_erased_its_receiver_and_could_not_say_so()
    {
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(new HurriedTime()));
        town.Channel.Fault = message =>
        {
            using var db = town.Database.Open();
            return db.Outbox.Where(m => m.Address == "warga" && m.Address == message.Address).ExecuteDelete() == 0 ? null
                : new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: false);
        };
        await town.With(services => services.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            foreach (var address in new[] { "warga", "tetangga" })
                await services.GetRequiredService<SendLater>().Put(write,
                    new Outgoing("test", new OutgoingMessage { Address = address, Text = "jawaban" }));
        }));

        town.Channel.All.Select(s => s.Message.Address).ShouldBe(["tetangga"]);
    }

    [Fact]
    public async Task What_was_sent_or_refused_goes_after_thirty_days_and_what_waits_stays()
    {
        await using var town = new Town();
        var now = town.Time.GetUtcNow();
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            foreach (var state in Enum.GetValues<OutboxState>())
                foreach (var days in new[] { 31, 29 })
                    write.Db.Outbox.Add(Row(state, now.AddDays(state == OutboxState.Waiting ? 90 : -days)));
            write.Db.Inbox.Add(Parked("lama", now.AddDays(-31)));
            write.Db.Inbox.Add(Parked("baru", now.AddDays(-29)));
            return ValueTask.CompletedTask;
        }));

        await town.With(s => s.GetRequiredService<ForgetMessages>().Run());

        var left = await town.Read(db => db.Outbox.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count));
        left.ShouldBe(Enum.GetValues<OutboxState>()
            .ToDictionary(s => s, s => s is OutboxState.Waiting or OutboxState.Accepted ? 2 : 1), ignoreOrder: true);
        (await town.Read(db => db.Inbox.Where(m => m.Body != null).Select(m => m.ExternalId).ToListAsync())).ShouldBe(["baru"]);
    }

    private static OutboxMessage Row(OutboxState state, DateTimeOffset due) => new()
    {
        Channel = "test",
        Address = "warga",
        Body = """{"Address":"warga","Text":"halo"}""",
        DueAt = due,
        State = state,
        Batch = "broadcast:1",
    };

    private static Core.Inbox.InboxMessage Parked(string id, DateTimeOffset at) =>
        new() { Channel = "test", ExternalId = id, ReceivedAt = at, Failures = 3, Body = "{}", Error = "TestException" };
}
