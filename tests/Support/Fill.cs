using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Tests.Support;

/// <summary>Complete and published ratings for tests: the rating and the sums in one transaction.</summary>
public static class Fill
{
    /// <summary>The given answers (U1 to U9) in turn, so many times, spread over the office hours of the month's second day.</summary>
    public static Task Rate(IServiceProvider services, string code, int month, int times, params string[] answers) =>
        Rate(services, code, month, times, service: 0, answers);

    /// <summary>The same of another service of the unit.</summary>
    public static Task Rate(IServiceProvider services, string code, int month, int times, int service, params string[] answers) =>
        services.GetRequiredService<WriteQueue>().Enqueue(async write =>
    {
        var unit = services.GetRequiredService<UnitCatalog>().Find(code)!;
        for (var i = 0; i < times; i++)
        {
            var rating = Rating(unit, month, answers[i % answers.Length], i, service: service);
            write.Db.Ratings.Add(rating);
            await ScoreSums.Add(write.Db, rating, services.GetRequiredService<Instruments>().Current, 1);
        }
    });

    internal static Rating Rating(Unit unit, int month, string answers, int i, string? comment = null, int service = 0) => new()
    {
        UnitId = unit.Id,
        ServiceId = unit.Services[service].Id,
        Instrument = Instruments.Load().Current.Id,
        State = RatingState.Complete,
        Unsur = [.. answers.Select(a => (int?)(a - '0'))],
        Day = new Month(month).FirstDay.AddDays(1 + (i % 20)),
        Month = new(month),
        Published = true,
        Sex = i % 3 == 0 ? "L" : "P",
        Age = (i % 7) switch { 0 => "18-29", 1 or 2 => "30-39", 3 => "60+", _ => null },
        Comment = comment,
    };
}
