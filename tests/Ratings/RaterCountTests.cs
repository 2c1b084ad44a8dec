using Core.Calendar;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Ratings;

public sealed class RaterCountTests
{
    [Fact]
    public async Task A_rating_knows_its_place_among_those_of_the_account_in_the_month_and_a_changed_one_keeps_it()
    {
        await using var town = new Town(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });
        await Rate(town, "siti");
        town.Time.Advance(TimeSpan.FromDays(1));
        await Rate(town, "siti");
        await Rate(town, "siti", again: true);
        await Rate(town, "budi");

        (await town.Read(db => db.Ratings.OrderBy(r => r.Id).Select(r => r.Nth).ToListAsync())).ShouldBe([1, 2, 1]);
        (await town.Read(db => db.RaterCounts.OrderBy(c => c.Ratings).Select(c => c.Ratings).ToListAsync())).ShouldBe([1, 2]);
        (await town.Read(db => db.RaterCounts.Select(c => c.Key).ToListAsync())).ShouldAllBe(k => !k.Contains("siti") && !k.Contains("budi"));
    }

    [Fact]
    public async Task The_counts_go_when_their_month_is_over_and_a_new_month_begins_at_one()
    {
        await using var town = new Town(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });
        await Rate(town, "siti");
        town.Time.Set(new DateTimeOffset(2026, 12, 2, 3, 0, 0, TimeSpan.Zero));
        await town.With(s => s.GetRequiredService<ForgetRaterCounts>().Run());
        (await town.Read(db => db.RaterCounts.CountAsync())).ShouldBe(0);

        await Rate(town, "siti");
        (await town.Read(db => db.Ratings.OrderBy(r => r.Id).Select(r => r.Nth).ToListAsync())).ShouldBe([1, 1]);
    }

    [Fact]
    public void From_the_sixth_on_it_is_flagged()
    {
        var unit = new Unit { Code = "DINSOS", Name = "Dinas Sosial" };
        unit.Services.Add(new Service { Code = "bantuan-sosial", Name = "Bantuan sosial" });
        Rating[] ratings = [Nth(unit, 5), Nth(unit, 6)];
        var calendar = new WorkingCalendar(Holidays.Load(null), 5);

        var flags = new RatingFlags(calendar, Instruments.Load()).Of(ratings, LocalTime.Zone("Asia/Jakarta"));

        flags.Values.SelectMany(f => f).ShouldBe([RatingFlag.ManyByOne]);
    }

    private static Rating Nth(Unit unit, int nth)
    {
        var like = Fill.Rating(unit, 202610, "343434343", nth);
        return new Rating
        {
            UnitId = like.UnitId,
            ServiceId = like.ServiceId,
            Instrument = like.Instrument,
            State = like.State,
            Unsur = like.Unsur,
            At = like.At,
            Day = like.Day,
            Month = like.Month,
            Channel = like.Channel,
            RaterKey = like.RaterKey,
            Nth = nth,
        };
    }

    private static async Task Rate(Town town, string address, bool again = false)
    {
        await town.Say(address, "/start DINSOS_bantuan-sosial");
        if (again) await town.Say(address, "1");
        for (var question = 0; question < 9; question++) await town.Say(address, "3");
    }
}
