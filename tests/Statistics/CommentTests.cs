using Core.People;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>
/// What citizens suggest never stands beside what else the same person answered where few answered so, and has no day.
/// </summary>
public sealed class CommentTests
{
    private const string Slow = "331333333";
    private const string Good = "444444444";

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task What_few_rated_low_is_named_beside_no_comment(int low, bool named)
    {
        await using var town = await Town(low, others: 6);
        await town.Say("kepala", "/komentar oktober");
        var said = town.LastTo("kepala").Text;

        said.ShouldContain("Antrean panjang 0");
        said.Contains("dinilai rendah", StringComparison.Ordinal).ShouldBe(named);
    }

    [Fact]
    public async Task Fewer_than_five_ratings_show_no_comment_not_even_to_whoever_searches()
    {
        await using var town = await Town(low: 2, others: 2);
        foreach (var asked in new[] { "/komentar oktober", "/komentar oktober cari Antrean", "/komentar 2026 cari Antrean" })
        {
            await town.Say("kepala", asked);
            town.LastTo("kepala").Text.ShouldNotContain("Antrean panjang");
        }
    }

    [Fact]
    public async Task The_few_others_beside_a_named_group_keep_their_words_to_themselves()
    {
        await using var town = await Town(low: 6, others: 3);
        await town.Say("kepala", "/komentar oktober");

        town.LastTo("kepala").Text.ShouldContain("Antrean panjang 0");
        town.LastTo("kepala").Text.ShouldNotContain("Petugasnya ramah");
    }

    [Fact]
    public async Task A_comment_has_no_day_no_respondent_and_no_order_of_coming()
    {
        await using var town = await Town(low: 6, others: 6);
        await town.Say("kepala", "/komentar oktober");
        var lines = town.LastTo("kepala").Text.Split('\n').Where(l => l.StartsWith('•')).ToList();

        lines.Count.ShouldBe(12);
        lines[..6].ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        lines.ShouldAllBe(l => l.StartsWith("• Antrean panjang ") || l.StartsWith("• Petugasnya ramah "));
    }

    [Fact]
    public async Task What_is_not_published_yet_is_not_read()
    {
        await using var town = await Town(low: 6, others: 6, month: 202611, published: false);
        await town.Say("kepala", "/komentar november");
        town.LastTo("kepala").Text.ShouldNotContain("•");
    }

    private static async Task<Town> Town(int low, int others, int month = 202610, bool published = true)
    {
        var town = new Town();
        await town.Appoint("kepala", Role.UnitAdministrator, "DINSOS");
        await town.With(s => s.GetRequiredService<WriteQueue>().Enqueue(write =>
        {
            var unit = s.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            for (var i = 0; i < low + others; i++)
            {
                var rating = i < low ? Fill.Rating(unit, month, Slow, i, $"Antrean panjang {low - 1 - i}")
                    : Fill.Rating(unit, month, Good, i, $"Petugasnya ramah {i}");
                rating.Published = published;
                write.Db.Ratings.Add(rating);
            }

            return ValueTask.CompletedTask;
        }));
        return town;
    }
}
