using Core.Persistence;
using Core.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;
using static Tests.Support.SeveralAddresses;

namespace Tests.Inbox;

/// <summary>A person with several addresses on one channel, such as a number and an id beside it, is one person with one chat.</summary>
public sealed class SeveralAddressesTests
{
    [Theory]
    [InlineData("+628111", "id-9")]
    [InlineData("id-9", "+628111")]
    public async Task A_talk_begun_at_one_address_goes_on_at_the_other(string one, string other)
    {
        await using var town = Town();
        await Say(town, one, other, "/nilai DPMPTSP");
        var people = await town.Read(db => db.People.CountAsync());
        var at = town.Channel.All[^1].Message.Address;

        await Say(town, other, one, "1");
        await Say(town, other, null, "2");

        people.ShouldBe(1);
        (await town.Read(db => db.People.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.Conversations.Select(c => c.OpenDialog).SingleAsync())).ShouldBe("rate-service");
        town.Channel.All.ShouldAllBe(s => s.Message.Address == at, "one chat, and so one order");
        town.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_known_already_keeps_the_address_that_we_know()
    {
        await using var town = Town();
        await Say(town, "zzz", null, "/start");
        await Say(town, "aaa", "zzz", "/start");

        (await town.Read(db => db.People.Select(p => p.Address).ToListAsync())).ShouldBe(["zzz"]);
        (await Others(town)).ShouldBe(["aaa -> zzz"]);
    }

    [Fact]
    public async Task Two_who_are_known_as_two_stay_two()
    {
        await using var town = Town();
        await Say(town, "a", null, "/start");
        await Say(town, "b", null, "/start");
        await Say(town, "a", "b", "/start");

        (await Others(town)).ShouldBeEmpty();
        town.Channel.All[^1].Message.Address.ShouldBe("a");
    }

    [Fact]
    public async Task A_channel_without_several_addresses_is_not_asked()
    {
        await using var town = new Town();
        await Say(town, "a", "b", "/start");

        (await Others(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_that_changed_takes_the_place_of_the_old_one_which_is_forgotten()
    {
        await using var town = Town();
        await Say(town, "id-9", "+628111", "/start");
        await Say(town, "+628111", "id-9", "/nilai DPMPTSP");

        await Move(town, "+628111", "+628222");
        await Say(town, "+628222", null, "1");

        (await town.Read(db => db.People.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.People.Select(p => p.Address).SingleAsync())).ShouldNotBe("+628111");
        await Say(town, "+628111", null, "/start");
        (await town.Read(db => db.People.CountAsync())).ShouldBe(2, "a number is given to somebody else in time");
    }

    [Fact]
    public async Task The_others_stay_theirs_when_the_main_one_changes()
    {
        await using var town = Town();
        await Say(town, "a", "b", "/start");

        await Move(town, "a", "c");

        (await Others(town)).ShouldBe(["b -> c"]);
        await Say(town, "b", null, "/bantuan");
        town.Channel.All[^1].Message.Address.ShouldBe("c");
    }

    [Fact]
    public async Task Another_one_that_changes_leaves_the_main_one_alone()
    {
        await using var town = Town();
        await Say(town, "a", "b", "/start");

        await Move(town, "b", "d");

        (await Others(town)).ShouldBe(["d -> a"]);
        (await town.Read(db => db.People.Select(p => p.Address).ToListAsync())).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_document_still_to_be_made_goes_to_the_new_address()
    {
        await using var town = new Town();
        await town.Say("lama", "/start");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
        {
            write.Db.ReportRequests.Add(new ReportRequest
            {
                Kind = ReportKind.Report,
                Period = "2026-10",
                Channel = "test",
                Address = "lama",
                Language = "id",
                At = town.Time.GetUtcNow(),
            });
            await write.Db.SaveChangesAsync();
        }));

        await Move(town, "lama", "baru");

        (await town.Read(db => db.ReportRequests.Select(r => r.Address).SingleAsync())).ShouldBe("baru");
    }

    [Fact]
    public async Task Who_is_erased_leaves_none_of_them()
    {
        await using var town = Town();
        await Say(town, "a", "b", "/dataku");
        town.Channel.All.ShouldContain(s => s.Message.Text.Contains("a, b"));
        await Say(town, "b", null, "/hapus");
        await town.Press("a", "Hapus data saya");

        (await Others(town)).ShouldBeEmpty();
        (await town.Read(db => db.People.Select(p => p.Address).SingleAsync())).ShouldStartWith("erased-");
    }

    private static Task<List<string>> Others(Town town) => town.Read(db => db.OtherAddresses.OrderBy(a => a.Address)
        .Select(a => a.Address + " -> " + a.Main).ToListAsync());
}
