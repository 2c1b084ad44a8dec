using Core.Calendar;
using Core.Messaging;
using Core.People;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Ratings;

/// <summary>What recognises somebody within the day, and that it goes with the day.</summary>
public sealed class ForgetRatersTests
{
    [Fact]
    public async Task Within_the_day_a_second_rating_is_known_after_any_restart_and_the_next_day_it_is_another()
    {
        await using var town = Town();
        await Rate(town, "siti");
        await town.Say("siti", "/start DINSOS");
        town.LastTo("siti").Text.ShouldContain("Hari ini Anda sudah menilai");

        town.Time.Advance(TimeSpan.FromDays(1));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        await town.Say("budi", "/start DINSOS");
        town.LastTo("budi").Text.ShouldContain("1/9");
    }

    [Fact]
    public async Task When_the_day_is_over_its_key_and_every_hash_made_with_it_are_gone_and_the_ratings_stay()
    {
        await using var town = Town();
        for (var i = 0; i < 12; i++) await Rate(town, $"citizen{i}");
        var day = PassingKeys.Of(new DateOnly(2026, 11, 23));
        (await Has(town, day)).ShouldBeTrue();
        var sealedThen = await town.Read(db => db.RecentRatings.Select(r => r.Sealed).SingleAsync());
        sealedThen.Length.ShouldBeGreaterThan(400);

        town.Time.Advance(TimeSpan.FromHours(14)); // 23.00 in Jakarta
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        (await Has(town, day)).ShouldBeTrue();
        town.Time.Advance(TimeSpan.FromHours(2));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());

        (await Has(town, day)).ShouldBeFalse();
        (await town.Read(db => db.Ratings.Where(r => r.RaterKey != null).CountAsync())).ShouldBe(0);
        (await town.Read(db => db.Ratings.CountAsync(r => r.State == RatingState.Complete))).ShouldBe(12);
        (await town.Read(db => db.Ratings.CountAsync(r => r.Published))).ShouldBe(5);
        (await town.Read(db => db.RaterCounts.CountAsync())).ShouldBe(12); // the month goes on, under its own key
        var order = await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(async write =>
            (await RecentList.Open(write.Db, s.GetRequiredService<PassingKeys>(), await write.Db.RecentRatings.Select(r => r.UnitId)
                .SingleAsync(), new DateOnly(2026, 11, 24))).PlaceOf(await write.Db.Ratings.MinAsync(r => r.Id))));
        order.ShouldBe(-1);
    }

    [Fact]
    public async Task With_the_month_its_key_and_the_counts_go_too()
    {
        await using var town = Town();
        await Rate(town, "siti");
        town.Time.Set(new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero)); // 23.00 in Jakarta
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        (await Has(town, PassingKeys.Of(new Month(202611)))).ShouldBeTrue();

        town.Time.Advance(TimeSpan.FromHours(2));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());

        (await Has(town, PassingKeys.Of(new Month(202611)))).ShouldBeFalse();
        (await town.Read(db => db.RaterCounts.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0a0b")]
    public async Task A_key_that_a_power_cut_left_without_its_bytes_is_none(string left)
    {
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        await using var town = Town();
        var keys = await town.With(s => Task.FromResult(new PassingKeys(s.GetRequiredService<IDbContextFactory<AppDb>>(),
            new PassingKeyPlace(folder), new OneWorker())));
        await File.WriteAllTextAsync(Path.Combine(folder, "day-2026-11-23"), left);

        (await keys.Has("day-2026-11-23")).ShouldBeFalse();
        (await keys.Open("day-2026-11-23")).Length.ShouldBe(32);
        Directory.GetFiles(folder).Length.ShouldBe(1);
    }

    [PostgresFact]
    public async Task Keys_that_the_server_lost_are_there_again_when_the_process_has_its_place_again()
    {
        await using var town = Town();
        await town.With(async s =>
        {
            var (first, second, third) = (new Rejoining(), new Rejoining(), new Rejoining());
            PassingKeys Keys(IWorkers workers) => new(s.GetRequiredService<IDbContextFactory<AppDb>>(),
                s.GetRequiredService<PassingKeyPlace>(), workers);
            var (one, two, other) = (Keys(first), Keys(second), Keys(third));
            var known = await one.Open("day-2026-11-23");
            (await two.Open("day-2026-11-23")).ShouldBe(known);
            await using (var db = town.Database.Open()) await db.Database.ExecuteSqlRawAsync("truncate passing.keys");
            await first.Rejoin();
            (await other.Open("day-2026-11-23")).ShouldBe(known);

            await using (var db = town.Database.Open()) await db.Database.ExecuteSqlRawAsync("truncate passing.keys");
            var anew = await Keys(new Rejoining()).Open("day-2026-11-23");
            await second.Rejoin();
            (await two.Open("day-2026-11-23")).ShouldBe(anew);
        });
    }

    [Fact]
    public async Task A_process_that_does_not_lead_forgets_its_keys_too_and_leaves_the_rows_to_the_one_that_does()
    {
        await using var town = Town();
        await Rate(town, "siti");
        town.Time.Advance(TimeSpan.FromDays(1));
        await town.With(async s =>
        {
            var keys = s.GetRequiredService<PassingKeys>();
            await keys.Open("day-2026-11-23");
            var (writer, units) = (s.GetRequiredService<WriteQueue>(), s.GetRequiredService<UnitCatalog>());
            await new ForgetRaters(writer, keys, units, new Following(), town.Time).Run();
            (await keys.Has("day-2026-11-23")).ShouldBeFalse();
        });

        (await town.Read(db => db.Ratings.SingleAsync())).RaterKey.ShouldNotBeNull();
    }

    private sealed class Rejoining : OneWorker, IWorkers
    {
        private Func<Task> _before = () => Task.CompletedTask;

        void IWorkers.BeforeRejoining(Func<Task> act) => _before = act;

        public Task Rejoin() => _before();
    }

    private sealed class Following : OneWorker, IWorkers
    {
        bool IWorkers.Leads => false;
    }

    [Fact]
    public async Task A_rating_finished_after_midnight_counts_for_the_day_on_which_it_was_begun()
    {
        await using var town = Town();
        town.Time.Set(new DateTimeOffset(2026, 11, 23, 16, 50, 0, TimeSpan.Zero));
        await town.Say("siti", "/start DINSOS");
        town.Time.Advance(TimeSpan.FromMinutes(25));
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
        for (var question = 0; question < 9; question++) await town.Say("siti", "3");

        (await town.Read(db => db.Ratings.SingleAsync())).ShouldSatisfyAllConditions(r => r.Day.ShouldBe(new(2026, 11, 23)),
            r => r.State.ShouldBe(RatingState.Complete));
        LocalTime.Day(town.Time.GetUtcNow(), LocalTime.Zone("Asia/Jakarta")).ShouldBe(new(2026, 11, 24));
    }

    [Fact]
    public async Task The_talk_in_the_browser_keeps_nothing_of_what_was_rated()
    {
        await using var town = new Town(new() { ["Ratings:AskRespondent"] = "false" });
        await Line(town, """{"text":"Halo, saya mau menilai"}""");
        town.Time.Advance(TimeSpan.FromSeconds(1));
        await town.Say("siti", "/start DINSOS");
        for (var question = 0; question < 9; question++)
        {
            await Line(town, """{"text":"Sangat tidak sesuai","on":12}""");
            await town.Say("siti", "1");
        }

        await Line(town, """{"text":"Antreannya \"on\": panjang sekali"}""");
        await town.Say("siti", "Antreannya panjang sekali");
        await Line(town, """{"text":"Tidak, cukup sebagai saran","on":13}""");
        await town.Say("siti", "Tidak, cukup sebagai saran");

        var kept = string.Join('\n', await town.Read(db => db.WebMessages.Select(m => m.Body).ToListAsync()));
        kept.ShouldContain("Halo, saya mau menilai");
        kept.ShouldNotContain("sesuai");
        kept.ShouldNotContain("panjang");
        kept.Split('\n').Count(body => body == """{"on":1,"hidden":true}""").ShouldBe(1, "only the newest stays, in case the browser says it again");
        (await town.Read(db => db.Ratings.SingleAsync())).Comment.ShouldBe("Antreannya panjang sekali");
    }

    private static Task Line(Town town, string body) => town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
    {
        write.Db.WebMessages.Add(new WebMessage { Address = "siti", FromMe = true, Body = body, At = town.Time.GetUtcNow() });
        return ValueTask.CompletedTask;
    }));

    private static Task<bool> Has(Town town, string key) => town.With(async s => await s.GetRequiredService<PassingKeys>().Has(key));

    private static Town Town() => new(new() { ["Ratings:AskRespondent"] = "false", ["Ratings:AskComment"] = "false" });

    private static async Task Rate(Town town, string address)
    {
        await town.Say(address, "/start DINSOS");
        for (var question = 0; question < 9; question++) await town.Say(address, "3");
    }
}
