using Core.Ratings;
using Microsoft.EntityFrameworkCore;
using Tests.Support;

namespace Tests.Words;

/// <summary>A unit behind a command is known by its name, as the examples of /bantuan show it.</summary>
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
}
