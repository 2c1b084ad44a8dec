using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Skm;
using Core.Statistics;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;
using Tests.Support;

namespace Tests.Statistics;

/// <summary>A group's weakest unsur tells nothing of few people, not to whoever typed the others' questionnaires either.</summary>
public sealed class WeakestOfGroupsTests
{
    [Theory]
    [InlineData(12, 0, true)]
    [InlineData(9, 0, false)]
    [InlineData(12, 1, false)]
    [InlineData(12, 9, false)]
    [InlineData(12, 10, true)]
    [InlineData(0, 10, true)]
    [InlineData(5, 5, false)]
    public async Task Of_talks_a_group_holds_ten_or_more_or_none(int onPaper, int inTalks, bool told)
    {
        await using var town = new Town();
        await town.With(async services =>
        {
            var unit = services.GetRequiredService<UnitCatalog>().Find("DINSOS")!;
            var instrument = services.GetRequiredService<Instruments>().Current;
            var group = RespondentGroups.Of("education")[0];
            await services.GetRequiredService<WriteQueue>().Enqueue(async write =>
            {
                var batch = new PaperBatch
                {
                    UnitId = unit.Id,
                    From = new(202610),
                    To = new(202610),
                    Sheets = onPaper,
                    Fingerprint = "f",
                    Mornings = 0,
                    Afternoons = 0,
                    EnteredBy = 1,
                    At = town.Time.GetUtcNow(),
                };
                write.Db.Add(batch);
                await write.Db.SaveChangesAsync();
                for (var i = 0; i < onPaper + inTalks; i++)
                    write.Db.Ratings.Add(Rating(unit, instrument, group, i < onPaper ? batch.Id : null));
            });

            var found = await services.GetRequiredService<WeakestOfGroups>()
                .Of(unit, Period.Of(PeriodKind.Month, new Month(202610)), instrument, minimum: 5);

            int[] expected = told ? [onPaper + inTalks] : [];
            found.Where(g => g.Question == "education").Select(g => g.Respondents).ShouldBe(expected);
        });
    }

    private static Rating Rating(Unit unit, Instrument instrument, string group, long? batch) => new()
    {
        UnitId = unit.Id,
        ServiceId = unit.Services[0].Id,
        Instrument = instrument.Id,
        State = RatingState.Complete,
        Unsur = [4, 2, 4, 4, 4, 4, 4, 4, 4],
        Day = new DateOnly(2026, 10, 5),
        Month = new(202610),
        Published = true,
        Education = group,
        PaperBatch = batch,
    };
}
