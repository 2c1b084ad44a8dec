using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Words;

/// <summary>A unit behind a command is known by its name, as the examples of /bantuan show it.</summary>
[Trait("Database", "any")]
public sealed class UnitBehindCommandTests
{
    [Theory]
    [InlineData("/nilai dinas sosial")]
    [InlineData("/nilai dinsos")]
    public async Task A_unit_is_rated_by_its_name(string typed)
    {
        await using var town = new Town();

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("Dinas Sosial");
        town.LastTo("warga").Text.ShouldNotContain("Layanan mana yang ingin Anda nilai?");
    }

    [Theory]
    [InlineData("/skor dinas sosial")]
    [InlineData("/skor dinas sosial 2026-10")]
    public async Task A_unit_is_looked_at_by_its_name(string typed)
    {
        await using var town = new Town();

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain("Dinas Sosial");
        town.LastTo("warga").Text.ShouldNotContain("Puskesmas Ibuh");
        town.Channel.All.ShouldAllBe(s => !s.Message.Text.Contains("belum kami kenal"));
    }

    [Fact]
    public async Task What_was_answered_of_a_unit_that_was_chosen_behind_odd_words_is_kept_when_somebody_stops()
    {
        await using var town = new Town();
        await town.Say("warga", "/nilai layanan yang kemarin");
        foreach (var said in new[] { "dinas sosial", "1", "3", "3", "/batal" }) await town.Say("warga", said);

        (await town.Read(db => db.Ratings.SingleAsync())).State.ShouldBe(RatingState.Incomplete);
    }

    [Theory]
    [InlineData("ikm dinsos bulan lalu berapa", "Dinas Sosial · Oktober 2026")]
    [InlineData("skor dinsos september dong", "Dinas Sosial · September 2026")]
    [InlineData("/skor dinas sosial oktober", "Dinas Sosial · Oktober 2026")]
    [InlineData("/skor DINSOS 2026-09", "Dinas Sosial · September 2026")]
    [InlineData("lihat skor dinsos", "Dinas Sosial · November 2026")]
    [InlineData("skor semua unit bulan lalu", "Oktober 2026")]
    public async Task A_month_that_is_named_beside_a_wish_for_scores_is_shown(string typed, string title)
    {
        await using var town = new Town();
        await town.Say("warga", "/start");

        await town.Say("warga", typed);

        town.LastTo("warga").Text.ShouldContain(title);
        town.LastTo("warga").Text.ShouldNotContain("belum kami kenal");
    }
}
