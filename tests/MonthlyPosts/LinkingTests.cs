using Core.Messaging;
using Core.MonthlyPosts;
using Core.People;
using Core.Texts;
using Microsoft.Extensions.DependencyInjection;
using Tests.Complaints;
using Tests.Support;

namespace Tests.MonthlyPosts;

/// <summary>Whoever links a chat hears in private which right is missing there.</summary>
public sealed class LinkingTests
{
    [Theory]
    [InlineData(PostingRight.NotAdministrator, "belum menjadi pengelola kanal")]
    [InlineData(PostingRight.PostMessages, "nyalakan \"Kirim pesan\"")]
    internal async Task A_chat_linked_from_within_is_checked(PostingRight right, string told)
    {
        await using var town = await Linked(right, "/kanal DINSOS");
        await Check(town);
        await Check(town);

        town.Channel.All.Count(m => m.Message.Address == "bu-dewi" && m.Message.Text.Contains(told, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task While_the_platform_cannot_be_asked_the_question_stays()
    {
        await using var town = await Linked(PostingRight.Unknown, "/kanal DINSOS");
        await Check(town);
        var before = town.Channel.All.Count;
        town.Channel.Right = PostingRight.NotThere;
        await Check(town);

        town.Channel.All.Count.ShouldBe(before + 1);
        town.LastTo("bu-dewi").Text.ShouldContain("bot tidak ada di sana");
    }

    [Fact]
    public async Task Every_right_has_its_sentence()
    {
        await Task.CompletedTask;
        foreach (var right in Enum.GetValues<PostingRight>().Where(r => r != PostingRight.Unknown))
            foreach (var language in Wording.Languages) Wording.Of(language)[$"link.right.{right}", "X"].ShouldContain("X");
    }

    [Fact]
    public async Task Who_linked_a_chat_hears_once_that_a_right_was_lost_there()
    {
        await using var town = await Linked(PostingRight.Fine, "/kanal DINSOS");
        await Check(town);
        town.Channel.Right = PostingRight.PostMessages;
        var before = town.Channel.All.Count;
        await Look(town);
        await Look(town);

        town.Channel.All.Count.ShouldBe(before + 1);
        town.LastTo("bu-dewi").Text.ShouldStartWith("Skor bulanan tidak dapat lagi dikirim ke -1005555");
        town.LastTo("bu-dewi").Text.ShouldContain("Kirim pesan");
    }

    [Fact]
    public async Task Who_linked_a_topic_hears_once_that_a_post_was_refused_there()
    {
        await using var town = await Linked(PostingRight.Fine, "/kanal DINSOS");
        await Check(town);
        await town.With(s => s.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(async write =>
        {
            var message = new OutgoingMessage { Address = "-1005555", Text = "Skor", Topic = Topic.Of(FollowPosts.Post, 1) };
            await s.GetServices<Core.Outbox.IDeliveryListener>().OfType<FollowPosts>().Single().Hear(write.Db,
                new Core.Outbox.Delivery("test", message, new Core.Outbox.DeliveryFate.Refused("TOPIC_CLOSED")));
        }));
        var before = town.Channel.All.Count;
        await Look(town);
        await Look(town);

        town.Channel.All.Count.ShouldBe(before + 1);
        town.LastTo("bu-dewi").Text.ShouldStartWith("Skor bulanan ditolak di -1005555");
    }

    private static Task Look(Town town) => town.With(s => s.GetRequiredService<LookAtLinkedChats>().Run());

    private static async Task<Town> Linked(PostingRight right, string text)
    {
        var town = new Town();
        town.Channel.Right = right;
        await town.Say("bu-dewi", "/start");
        await town.GiveRole("bu-dewi", Role.InstansiAdministrator);
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = "-1005555",
            Sender = "bu-dewi",
            Chat = ChatKind.Group,
            Text = text
        });
        return town;
    }

    private static Task Check(Town town) => town.With(s => s.GetRequiredService<CheckLinkedChats>().Run());
}
