using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using Tests.Telegram;

namespace Tests.Outbox;

/// <summary>What this process holds it does not claim again, however long it takes to send.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Over_an_hours_outage_each_message_goes_out_once()
    {
        var time = new HurriedTime();
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(time));
        var over = time.GetUtcNow().AddHours(1);
        town.Channel.Fault = _ => time.GetUtcNow() < over ? new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: false) : null;
        await town.With(async services =>
        {
            await Put(services, Enumerable.Range(0, 20).Select(i => ($"warga-{i}", "jawaban")));
            await Put(services, Enumerable.Range(0, 20).Select(i => ($"asn-{i}", "pengingat")), bulk: true);
            await LookWhileInHand(services);
        });
        town.Channel.All.Select(s => s.Message.Address).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 20).SelectMany(i => new[] { $"warga-{i}", $"asn-{i}" }).Order(StringComparer.Ordinal));
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_went_out_in_part_goes_on_from_there()
    {
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(new HurriedTime()));
        var tries = new List<int>();
        town.Channel.Fault = message =>
        {
            tries.Add(message.PartsOut);
            return tries.Count switch
            {
                1 => new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: false) { PartsOut = 2 },
                2 => new SendOutcome.Later(TimeSpan.FromSeconds(5), Everyone: true),
                _ => null,
            };
        };
        await town.With(async services =>
        {
            await Put(services, [("warga", "jawaban")]);
            await LookWhileInHand(services);
        });
        tries.ShouldBe([0, 2, 2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_database_is_away_what_needs_it_waits_and_is_not_put_aside(bool wrapped)
    {
        await using var town = new Town(register: services => services.AddSingleton<TimeProvider>(new HurriedTime()));
        Exception cause = new SqliteException("away", 10);
        cause = wrapped ? new InvalidOperationException("Tried in vain.", cause) : new WriteQueueException(cause);
        var left = 3;
        town.Channel.Fault = _ => left-- > 0 ? throw cause : null;
        await town.With(async services =>
        {
            await Put(services, [("warga", "jawaban"), ("warga", "kabar")]);
            await LookWhileInHand(services);
        });
        town.Channel.All.Select(s => s.Message.Text).ShouldBe(["jawaban", "kabar"]);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Four_hundred_and_twenty_messages_to_one_chat_go_out_once_and_in_order()
    {
        await using var town = new Town();
        town.Channel.Fault = _ =>
        {
            town.Time.Advance(TimeSpan.FromSeconds(1));
            return null;
        };
        await town.With(async services =>
        {
            await Put(services, Enumerable.Range(0, 420).Select(i => ("warga", $"{i}")));
            await LookWhileInHand(services);
        });
        town.Channel.All.Select(s => s.Message.Text).ShouldBe(Enumerable.Range(0, 420).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_row_under_our_name_that_nobody_holds_is_taken_up_at_the_second_look()
    {
        await using var town = new Town();
        await town.With(async services =>
        {
            await services.GetRequiredService<WriteQueue>().Enqueue(async write => await write.Db.Sql.Run(
                "insert into outbox (channel, address, body, bulk, due_at, state, attempts, owner) values ('test', 'warga', @p0, @p1, 0, 'Waiting', 0, '')",
                """{"Address":"warga","Text":"verloren"}""", false));
            var sender = services.GetRequiredService<OutboxSender>();
            await sender.CheckHeld();
            await sender.WhenIdle();
            town.Channel.All.ShouldBeEmpty();
            await sender.CheckHeld();
            await sender.WhenIdle();
        });
        town.Channel.All.ShouldHaveSingleItem();
    }

    private static Task Put(IServiceProvider services, IEnumerable<(string Address, string Text)> messages, bool bulk = false) =>
        services.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        foreach (var (address, text) in messages)
            await services.GetRequiredService<SendLater>()
                .Put(write, new Outgoing("test", new OutgoingMessage { Address = address, Text = text }) { Bulk = bulk });
    });

    private static async Task LookWhileInHand(IServiceProvider services)
    {
        var sender = services.GetRequiredService<OutboxSender>();
        await sender.LookNow();
        while (sender.InHand > 0) await sender.LookNow();
    }
}
