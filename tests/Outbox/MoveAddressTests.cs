using Core.Messaging;
using Core.MonthlyPosts;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Outbox;

/// <summary>A chat gets another address, also one that is known already.</summary>
public sealed class MoveAddressTests
{
    private static readonly DateTimeOffset Since = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_group_that_moves_to_a_chat_known_already_becomes_one_with_it()
    {
        await using var town = new Town();
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            write.Db.ChannelLinks.AddRange(Link("lama", ""), Link("lama", "7"), Link("baru", ""));
            write.Db.MonthlyPosts.AddRange(Post("lama", 202609), Post("lama", 202610), Post("baru", 202610));
            await write.Db.SaveChangesAsync();
        }));
        await SeveralAddresses.Move(town, "lama", "baru");
        town.Log.Errors.ShouldBeEmpty();
        (await town.Read(db => db.ChannelLinks.OrderBy(l => l.Thread).Select(l => l.Address + "/" + l.Thread)
            .ToListAsync())).ShouldBe(["baru/", "baru/7"]);
        (await town.Read(db => db.MonthlyPosts.OrderBy(p => p.Month).Select(p => p.Address + p.Month)
            .ToListAsync())).ShouldBe(["baru202609", "baru202610"]);
    }

    [Fact]
    public async Task A_message_that_meets_the_move_arrives_once_at_the_new_address()
    {
        await using var town = new Town();
        await town.Say("lama", "/start");
        await town.Say("baru", "/start");
        var before = town.Channel.All.Count;
        town.Channel.Fault = m => m.Address == "lama" ? new SendOutcome.Moved("baru") : null;
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            await s.GetRequiredService<SendLater>()
                .Put(write, new Outgoing("test", new OutgoingMessage { Address = "lama", Text = "kabar" }));
        }));
        await town.With(_ => Task.CompletedTask);
        town.Channel.All.Skip(before).Select(s => (s.Message.Address, s.Message.Text)).ShouldBe([("baru", "kabar")]);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    private static ChannelLink Link(string address, string thread) =>
        new() { Channel = "test", Address = address, Thread = thread, Since = Since };

    private static MonthlyPost Post(string address, int month) => new()
    {
        UnitId = MonthlyPost.Instansi,
        Month = new(month),
        Channel = "test",
        Address = address,
        Thread = "",
        Print = "p",
        Picture = false,
        At = Since,
    };
}
