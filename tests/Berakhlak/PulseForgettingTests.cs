using System.Security.Cryptography;
using System.Text;
using Core.Berakhlak;
using Core.Calendar;
using Core.People;
using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Berakhlak;

/// <summary>What recognises somebody's answer to the monthly pulse, and that it goes with the month.</summary>
public sealed class PulseForgettingTests
{
    private static readonly DateTimeOffset LastHour = new(2026, 11, 30, 16, 30, 0, TimeSpan.Zero); // 23.30 in Jakarta

    [Fact]
    public async Task While_the_month_runs_one_person_has_one_answer()
    {
        await using var town = await Answered(2);
        town.Time.Set(LastHour);
        await Forget(town);

        await town.Say("asn0", "/refleksi");
        town.LastTo("asn0").Text.ShouldContain("November");
        await town.Press("asn0", "Ganti jawaban");
        for (var i = 0; i < 7; i++) await town.Press("asn0", "Hampir selalu");

        (await town.Read(db => db.Reflections.Select(r => r.Answers).ToListAsync())).Order().ShouldBe(["2222222", "4444444"]);
    }

    [Fact]
    public async Task With_the_month_the_key_goes_and_the_answers_stay_under_numbers_by_lot()
    {
        const int people = 12;
        await using var town = await Answered(people);
        var before = await town.Read(db => db.Reflections.AsNoTracking().ToListAsync());
        var key = await town.With(async s => await s.GetRequiredService<PassingKeys>().Open(PassingKeys.Of(new Month(202611))));
        var ids = await town.Read(db => db.People.Select(p => p.Id).ToListAsync());
        before.Select(r => r.Key).Intersect(ids.Select(id => Hash(key, id))).Count().ShouldBe(people, "so whoever has the key can tell");

        town.Time.Set(LastHour.AddHours(2));
        await Forget(town);

        var after = await town.Read(db => db.Reflections.AsNoTracking().ToListAsync());
        after.Select(r => $"{r.UnitId} {r.Month} {r.Answers}").Order(StringComparer.Ordinal)
            .ShouldBe(before.Select(r => $"{r.UnitId} {r.Month} {r.Answers}").Order(StringComparer.Ordinal));
        after.Select(r => r.Key).Intersect(before.Select(r => r.Key)).ShouldBeEmpty();
        (await town.With(async s => await s.GetRequiredService<PassingKeys>().Has(PassingKeys.Of(new Month(202611))))).ShouldBeFalse();

        await Forget(town);
        (await town.Read(db => db.Reflections.Select(r => r.Key).ToListAsync())).Order(StringComparer.Ordinal)
            .ShouldBe(after.Select(r => r.Key).Order(StringComparer.Ordinal), "once is enough");
    }

    [Fact]
    public async Task What_was_begun_in_a_month_that_is_over_is_not_kept()
    {
        await using var town = await Answered(2);
        town.Time.Set(LastHour);
        await town.Say("asn0", "/refleksi");
        await town.Press("asn0", "Ganti jawaban");
        for (var i = 0; i < 3; i++) await town.Press("asn0", "Hampir selalu");
        town.Time.Set(LastHour.AddHours(2));
        await Forget(town);

        await town.Press("asn0", "Hampir selalu");

        town.LastTo("asn0").Text.ShouldContain("sudah berakhir");
        (await town.Read(db => db.Reflections.Select(r => r.Answers).ToListAsync())).ShouldBe(["2222222", "2222222"]);
        (await town.With(async s => await s.GetRequiredService<PassingKeys>().Has(PassingKeys.Of(new Month(202611))))).ShouldBeFalse();
    }

    private static async Task<Town> Answered(int people)
    {
        var town = new Town();
        for (var i = 0; i < people; i++)
        {
            await town.Say($"asn{i}", "/start");
            await town.Appoint($"asn{i}", Role.Asn, "DINSOS");
            await town.Say($"asn{i}", "/refleksi");
            for (var value = 0; value < 7; value++) await town.Press($"asn{i}", "Kadang-kadang");
        }

        return town;
    }

    private static async Task Forget(Town town)
    {
        await town.With(s => s.GetRequiredService<ForgetPulses>().Run());
        await town.With(s => s.GetRequiredService<ForgetRaters>().Run());
    }

    private static string Hash(byte[] key, long person) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"reflection\n{person} 202611")).AsSpan(0, 16));
}
