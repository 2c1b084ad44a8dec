using Core.Messaging;
using Core.MonthlyPosts;
using Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.MonthlyPosts;

/// <summary>
/// A group or channel is linked by its name, by adding the bot and by forwarding a post; never by somebody who has no say in it.
/// </summary>
public sealed class LinkingFromOutsideTests
{
    private const string Chat = "-1005555";

    [Theory]
    [InlineData("/kanal @SkorKota DINSOS")]
    [InlineData("/kanal -1005555 DINSOS")]
    public async Task A_channel_is_linked_by_name_once_the_platform_was_asked(string typed)
    {
        await using var town = await Office();
        await town.Say("bu-dewi", typed);
        (await Links(town)).ShouldBeEmpty();
        await Answer(town);
        await Answer(town);

        town.LastTo("bu-dewi").Text.ShouldStartWith("Terhubung. Skor bulanan Dinas Sosial dikirim ke Skor Kota");
        var link = (await Links(town)).ShouldHaveSingleItem();
        (link.Address, link.Title, link.LinkedBy is null).ShouldBe((Chat, "Skor Kota", false));
        (await town.Read(db => db.LinkRequests.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_becomes_another_units_gets_none_of_its_earlier_posts(bool fromOutside)
    {
        await using var town = await Office();
        await Link("DINSOS");
        var first = (await Links(town)).Single().Since;
        town.Time.Advance(TimeSpan.FromDays(90));
        await Link("DINSOS");
        (await Links(town)).Single().Since.ShouldBe(first);
        await Link("DISDIK");
        (await Links(town)).Single().Since.ShouldBe(town.Time.GetUtcNow());

        async Task Link(string unit)
        {
            if (fromOutside) await town.Say("bu-dewi", $"/kanal @skorkota {unit}");
            else await town.Receive(new Inbound
            {
                Channel = "test",
                ExternalId = town.NextId(),
                Address = Chat,
                Sender = "bu-dewi",
                Chat = ChatKind.Group,
                Text = $"/kanal {unit}",
            });
            await Answer(town);
        }
    }

    [Fact]
    public async Task A_strangers_channel_is_not_linked()
    {
        await using var town = await Office();
        town.Channel.Named = town.Channel.Named with { MayLink = false };
        await town.Say("bu-dewi", "/kanal @skorkota DINSOS");
        await Answer(town);

        town.LastTo("bu-dewi").Text.ShouldContain("Anda bukan pengelola kanal itu");
        (await Links(town)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(PostingRight.NotThere, "bot tidak ada di sana", 0)]
    [InlineData(PostingRight.NotAdministrator, "belum menjadi pengelola kanal", 0)]
    [InlineData(PostingRight.PostMessages, "nyalakan \"Kirim pesan\"", 1)]
    internal async Task What_is_missing_is_told(PostingRight right, string told, int links)
    {
        await using var town = await Office();
        town.Channel.Right = right;
        await town.Say("bu-dewi", "/kanal @skorkota DINSOS");
        await Answer(town);

        town.LastTo("bu-dewi").Text.ShouldContain(told);
        (await Links(town)).Count.ShouldBe(links);
    }

    [Fact]
    public async Task While_the_platform_cannot_be_asked_the_wish_stays_a_day()
    {
        await using var town = await Office();
        town.Channel.Right = PostingRight.Unknown;
        await town.Say("bu-dewi", "/kanal @skorkota DINSOS");
        await Answer(town);
        town.LastTo("bu-dewi").Text.ShouldStartWith("Baik, kami tanyakan dulu");

        town.Time.Advance(TimeSpan.FromHours(25));
        await Answer(town);
        town.LastTo("bu-dewi").Text.ShouldContain("tidak dapat ditanyai selama sehari");
        (await town.Read(db => db.LinkRequests.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_adds_the_bot_to_a_group_is_asked_in_private_and_chooses_the_unit()
    {
        await using var town = await Office();
        await Added(town, "bu-dewi");
        town.LastTo("bu-dewi").Text.ShouldContain("dimasukkan ke grup Warga Ibuh");
        await town.Press("bu-dewi", "Hubungkan");
        await town.Press("bu-dewi", "Seluruh instansi");
        await Answer(town);

        (await Links(town)).ShouldHaveSingleItem().UnitId.ShouldBeNull();
    }

    [Fact]
    public async Task A_citizen_who_adds_the_bot_and_a_right_that_changes_ask_nobody()
    {
        await using var town = await Office();
        var before = town.Channel.Count;
        await Added(town, "warga");
        await Happen(town, new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = Chat,
            Sender = "bu-dewi",
            Chat = ChatKind.Group,
            Event = ChatEvent.Joined
        });

        town.Channel.Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_forwarded_post_of_a_channel_links_it()
    {
        await using var town = await Office();
        await Forward(town, "bu-dewi");
        town.LastTo("bu-dewi").Text.ShouldContain("dikirim ke Skor Kota?");
        await town.Say("bu-dewi", "Dinas Sosial");
        await Answer(town);

        (await Links(town)).ShouldHaveSingleItem().Address.ShouldBe(Chat);
    }

    [Fact]
    public async Task What_a_citizen_forwards_is_a_message_like_any_other()
    {
        await using var town = await Office();
        await Forward(town, "warga");
        town.LastTo("warga").Text.ShouldNotContain("Skor bulanan unit mana");
    }

    [Fact]
    public async Task A_link_is_taken_away_by_its_name_and_another_units_stays()
    {
        await using var town = await Office();
        await town.Say("bu-dewi", "/kanal @skorkota DINSOS");
        await Answer(town);
        await town.Appoint("joko", Role.UnitAdministrator, "DISDIK");
        await town.Say("joko", "/kanal @skorkota DISDIK");
        town.LastTo("joko").Text.ShouldContain("sudah terhubung dengan unit lain");
        await town.Say("bu-dewi", "/kanal @skorkota lepas");

        town.LastTo("bu-dewi").Text.ShouldContain("tidak lagi dikirim ke Skor Kota");
        (await Links(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_lost_the_role_meanwhile_links_nothing()
    {
        await using var town = await Office();
        await town.Say("bu-dewi", "/kanal @skorkota DINSOS");
        await town.With(s => s.GetRequiredService<Core.Persistence.WriteQueue>().Enqueue(async write =>
            await write.Db.Memberships.ExecuteUpdateAsync(m => m.SetProperty(x => x.Until, town.Time.GetUtcNow()))));
        await Answer(town);

        (await Links(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_linked_a_topic_hears_that_it_was_closed()
    {
        await using var town = await Office();
        await town.Receive(new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = Chat,
            Sender = "bu-dewi",
            Chat = ChatKind.Group,
            Thread = "7",
            Title = "Warga Ibuh",
            Text = "/kanal DINSOS"
        });
        await Happen(town, new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = Chat,
            Sender = "x",
            Chat = ChatKind.Group,
            Thread = "8",
            Event = ChatEvent.TopicClosed
        });
        town.LastTo("bu-dewi").Text.ShouldNotContain("ditutup");
        await Happen(town, new Inbound
        {
            Channel = "test",
            ExternalId = town.NextId(),
            Address = Chat,
            Sender = "x",
            Chat = ChatKind.Group,
            Thread = "7",
            Event = ChatEvent.TopicClosed
        });

        town.LastTo("bu-dewi").Text.ShouldStartWith("Topik di Warga Ibuh yang Anda hubungkan baru saja ditutup");
    }

    private static async Task<Town> Office()
    {
        var town = new Town();
        await town.Say("bu-dewi", "/start");
        await town.Say("warga", "/start");
        await town.Appoint("bu-dewi", Role.InstansiAdministrator);
        return town;
    }

    private static Task Added(Town town, string by) => Happen(town, new Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = Chat,
        Sender = by,
        Chat = ChatKind.Group,
        Title = "Warga Ibuh",
        Event = ChatEvent.Joined,
        IsAdded = true
    });

    private static Task Forward(Town town, string by) => town.Receive(new Inbound
    {
        Channel = "test",
        ExternalId = town.NextId(),
        Address = by,
        Sender = by,
        Text = "Skor Oktober",
        ForwardedFrom = new ForwardedFrom(Chat, "Skor Kota")
    });

    private static Task Happen(Town town, Inbound inbound) => town.Receive(inbound);

    private static Task Answer(Town town) => town.With(s => s.GetRequiredService<AnswerLinkRequests>().Run());

    private static Task<List<ChannelLink>> Links(Town town) => town.Read(db => db.ChannelLinks.AsNoTracking().ToListAsync());
}
