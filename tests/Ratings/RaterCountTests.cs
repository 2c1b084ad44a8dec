using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Ratings;

public sealed class RaterCountTests
{
    [Fact]
    public async Task The_sixth_rating_of_a_unit_by_one_account_in_a_month_is_marked_and_a_changed_one_counts_once()
    {
        await using var town = Town();
        for (var day = 0; day < 6; day++)
        {
            await Rate(town, "siti");
            if (day == 3) await Rate(town, "siti", again: true);
            town.Time.Advance(TimeSpan.FromDays(1));
        }

        await Rate(town, "budi");

        var marked = await town.Read(db => db.Ratings.Where(r => r.Signs != RatingSigns.None && r.Signs != RatingSigns.OutOfHours)
            .ToListAsync());
        marked.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Signs.HasFlag(RatingSigns.ManyByOne).ShouldBeTrue(),
            r => r.Day.ShouldBe(new(2026, 11, 28)));
        (await town.Read(db => db.RaterCounts.OrderBy(c => c.Ratings).Select(c => c.Ratings).ToListAsync())).ShouldBe([1, 6]);
        (await town.Read(db => db.RaterCounts.Select(c => c.Key).ToListAsync())).ShouldAllBe(k => !k.Contains("siti")
            && !k.Contains("budi"));
    }

    [Fact]
    public async Task The_counts_and_their_key_go_when_their_month_is_over_and_a_new_month_begins_at_one()
    {
        await using var town = Town();
        await Rate(town, "siti");
        town.Time.Set(new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        (await town.Read(db => db.RaterCounts.CountAsync())).ShouldBe(0);

        await Rate(town, "siti");
        (await town.Read(db => db.RaterCounts.SingleAsync())).Ratings.ShouldBe(1);
    }

    [Fact]
    public void Every_sign_is_a_flag()
    {
        const RatingSigns all = RatingSigns.SameMinute | RatingSigns.Burst | RatingSigns.ManyByOne | RatingSigns.OutOfHours;
        var found = new RatingFlags(Instruments.Load()).Of(all, Instruments.Official, [3, 3, 3, 3, 3, 3, 3, 3, 3]);

        Enum.GetValues<RatingFlag>().Where(f => (found & (1 << (int)f)) != 0).ShouldBe(Enum.GetValues<RatingFlag>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Ten_within_ten_minutes_and_three_in_one_minute_are_marked_the_first_of_them_too()
    {
        await using var town = Town();
        for (var i = 0; i < 10; i++)
        {
            await Rate(town, $"citizen {i}");
            town.Time.Advance(TimeSpan.FromSeconds(i < 2 ? 10 : 61));
        }

        town.Time.Advance(TimeSpan.FromMinutes(20));
        await Rate(town, "later");

        var signs = await town.Read(db => db.Ratings.Select(r => r.Signs).ToListAsync());
        signs.Count(s => s.HasFlag(RatingSigns.Burst)).ShouldBe(10);
        signs.Count(s => s.HasFlag(RatingSigns.SameMinute)).ShouldBe(3);
        signs.Count(s => s == RatingSigns.None).ShouldBe(1);
    }

    private static Town Town() => new(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });

    private static async Task Rate(Town town, string address, bool again = false)
    {
        await town.Say(address, "/start DINSOS_bantuan-sosial");
        if (again) await town.Say(address, "1");
        for (var question = 0; question < 9; question++) await town.Say(address, "3");
    }
}
