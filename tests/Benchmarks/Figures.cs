using System.Diagnostics;
using Core.MonthlyPosts;
using Core.Skm;
using Core.Statistics;
using Core.Units;

namespace Benchmarks;

/// <summary>Measures one city after another and prints what each took, side by side.</summary>
internal sealed class Figures
{
    private const int Rounds = 31;
    private const int Warming = 5;
    private readonly List<string> _cities = [];
    private readonly Dictionary<string, List<(double Milliseconds, double? Ratio)>> _rows = [];
    private double _plainMonth;
    private double _plainYear;

    /// <summary>Everything, in a city with so many ratings over so many months.</summary>
    public async Task Measure(int ratings, int months)
    {
        Console.WriteLine($"Opening a city with {ratings:N0} ratings over {months} months …");
        await using var city = await City.Open(ratings, months);
        _cities.Add($"{ratings:N0} in {months} months");
        var statistics = city.Get<ReadStatistics>();
        var unit = city.Get<UnitCatalog>().Find(City.Unit)!;
        var (month, year) = (new Period(PeriodKind.Month, new(City.LastMonth)), Period.Of(PeriodKind.Year, new(City.LastMonth)));
        _plainMonth = await Put("plain SQL aggregate over the raw answers, a month",
            () => city.Aggregate(month.From.Number, month.To.Number),
            compare: false);
        _plainYear = await Put("plain SQL aggregate over the raw answers, a year", () => city.Aggregate(year.From.Number, year.To.Number),
            compare: false);
        foreach (var text in (string[])["/statistik {0}", "/statistik {0} 2026", "/statistik semua", "/statistik semua 2026",
            "/peringkat 2026-10", "/peringkat 2026"])
            await Put(string.Format(null, text, unit.Code), () => city.Say(string.Format(null, text, unit.Code)));
        await Put("  of it: the figures of a unit, a month", () => statistics.Of(unit, month));
        await Put("  of it: the figures of the instansi, a year", () => statistics.Of(null, year));
        foreach (var path in (string[])["/", $"/unit/{unit.Code}", "/api/v1/scores", "/api/v1/scores.csv", "/api/v1/units",
            $"/api/v1/units/{unit.Code}/scores"])
            await Put($"GET {path}", () => city.Http.GetStringAsync(path));
        await Put("a rating stored, without any sums", () => city.Rate(withSums: false), compare: false);
        await Put("a rating stored, as the bot does it", () => city.Rate(withSums: true), compare: false);
        await Job(city);
    }

    /// <summary>One line for each thing measured, one column for each city, and the ratio in the last one.</summary>
    public void Print()
    {
        Console.WriteLine(
            $"\nMedians of {Rounds - Warming}, warm, in milliseconds; the last column: how many times as fast as the plain aggregate\n");
        Console.WriteLine($"{"",-52}{string.Concat(_cities.Select(c => $"{c,26}"))}");
        foreach (var (name, figures) in _rows)
            Console.WriteLine(
                $"{name,-52}{string.Concat(figures.Select(f => $"{f.Milliseconds,26:N2}"))}"
            + $"{(figures[^1].Ratio is { } ratio ? $"{ratio,9:0.0}" : "")}");
    }

    private async Task Job(City city)
    {
        var (job, clock) = (city.Get<PostMonthlyScores>(), city.Get<Clock>());
        city.ForgetPictures();
        clock.Now = Clock.Eight.AddHours(-1);
        await Once("monthly job an hour before: draws 201 pictures", () => job.Run());
        clock.Now = Clock.Eight;
        await Once("monthly job at the hour: 200 units and the instansi", () => job.Run());
        await city.Run("update monthly_posts set message_id = id where message_id is null");
        await Once("monthly job, nothing changed", () => job.Run());
        await city.Run("update monthly_posts set print = ''");
        await Once("monthly job, every post to be edited", () => job.Run());
        await city.Run("delete from monthly_posts; delete from outbox");
        city.ForgetPictures();
        await Once("monthly job started late: draws and posts", () => job.Run());
    }

    private async Task Once(string name, Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        Add(name, Stopwatch.GetElapsedTime(started).TotalMilliseconds, null);
    }

    private async Task<double> Put(string name, Func<Task> act, bool compare = true)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var median = times.Skip(Warming).Order().ElementAt((Rounds - Warming) / 2);
        Add(name, median, compare ? Plain(name) / median : null);
        return median;
    }

    private double Plain(string name) =>
        name.EndsWith(" 2026", StringComparison.Ordinal) || name.EndsWith("a year", StringComparison.Ordinal) ? _plainYear : _plainMonth;

    private void Add(string name, double milliseconds, double? ratio)
    {
        if (!_rows.TryGetValue(name, out var row)) _rows[name] = row = [];
        row.Add((milliseconds, ratio));
    }
}
