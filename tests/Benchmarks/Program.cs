using System.Diagnostics;
using System.Globalization;
using Benchmarks;
using Core.Scores;
using Core.Units;

if (args is ["bot", .. var settings]) return await ShiftedBot.Run(settings);
if (args is ["reminders", .. var counts]) return await ReminderMorning.Run(counts);

// dotnet run -c Release --project tests/Benchmarks [-- RATINGS]
// Answers from sums beside a plain SQL aggregate over the raw answers, with a million ratings of 200 units over 36 months.
var ratings = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
await using var city = await City.Build(ratings, units: 200, months: 36);
var statistics = city.Get<ReadStatistics>();
var unit = city.Get<UnitCatalog>().Active[7];
var (month, year) = (new Period(PeriodKind.Month, City.LastMonth), Period.Of(PeriodKind.Year, City.LastMonth));

Console.WriteLine($"{ratings:N0} ratings, 200 units, 36 months; medians of 30, warm");
var raw = await Median("plain aggregate over the raw answers of a month", () => city.Aggregate(City.LastMonth));
await Ratio("/statistik, a unit, a month", () => statistics.Of(unit, month));
await Ratio("/statistik, a unit, a year", () => statistics.Of(unit, year));
await Ratio("/statistik, the instansi, a month", () => statistics.Of(null, month));
await Ratio("/statistik, the instansi, a year", () => statistics.Of(null, year));
await Ratio("/peringkat, a month", () => statistics.ByUnit(month.From, month.To));
await Ratio("/peringkat, a year", () => statistics.ByUnit(year.From, year.To));
await Ratio("GET /", () => city.Http.GetStringAsync("/"));
await Ratio("GET /unit/U008", () => city.Http.GetStringAsync("/unit/U008"));
await Ratio("GET /api/v1/scores", () => city.Http.GetStringAsync("/api/v1/scores"));
await Ratio("GET /api/v1/units/U008/scores", () => city.Http.GetStringAsync("/api/v1/units/U008/scores"));

var watch = Stopwatch.StartNew();
await city.Get<PostMonthlyScores>().Run();
Console.WriteLine($"{"monthly job, 200 units, first run",-52} {watch.Elapsed.TotalSeconds,9:0.00} s");
watch.Restart();
await city.Get<PostMonthlyScores>().Run();
Console.WriteLine($"{"monthly job, 200 units, nothing changed",-52} {watch.Elapsed.TotalSeconds,9:0.00} s");
return 0;

async Task Ratio(string name, Func<Task> act)
{
    var median = await Median(name, act, end: "");
    Console.WriteLine($"   {raw / median,7:0.0} times as fast as the plain aggregate");
}

static async Task<double> Median(string name, Func<Task> act, string end = "\n")
{
    var times = new List<double>();
    for (var i = 0; i < 33; i++)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    var median = times.Skip(3).Order().ElementAt(15);
    Console.Write($"{name,-52} {median,9:0.00} ms{end}");
    return median;
}
