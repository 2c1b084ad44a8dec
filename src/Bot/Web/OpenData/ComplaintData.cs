using System.Globalization;
using Core.Calendar;
using Core.Complaints;
using Core.Units;

namespace Bot.Web.OpenData;

/// <summary>The numbers about complaints as open data, by month; never texts.</summary>
internal sealed class ComplaintData(ComplaintFigures figures, UnitCatalog units, TimeProvider time)
{
    private const int MostMonths = 60;
    private static readonly string[] Header = ["month", "code", "name", "received", "open", "resolved", "on_time", "late", "median_days",
        "rated", "mean_rating"];

    public Task<IResult> Unit(string code, string? from, string? to) => Unit(code, from, to, (unit, months) => OpenAnswer.Json(new
    {
        code = unit.Code,
        name = unit.Name,
        note = "without complaints berkadar pengawasan; handling ratings are apart from the SKM",
        months = months.Select(m => new
        {
            month = MonthNumber.Text(m.Month),
            m.Sum.Received,
            m.Sum.Open,
            m.Sum.Resolved,
            m.Sum.OnTime,
            m.Sum.Late,
            m.Sum.MedianDays,
            m.Sum.Rated,
            m.Sum.MeanRating
        }),
    }));

    public Task<IResult> UnitCsv(string code, string? from, string? to) => Unit(code, from, to, (unit, months) =>
        OpenAnswer.Csv($"complaints-{unit.Code}.csv", Header, months.Select(m => Line(unit, m.Month, m.Sum))));

    private async Task<IResult> Unit(string code, string? from, string? to,
        Func<Unit, IReadOnlyList<(int Month, UnitComplaints Sum)>, IResult> show)
    {
        if (units.Find(code) is not { } unit) return OpenAnswer.UnknownUnit();
        var now = LocalTime.Month(time.GetUtcNow(), units.ZoneOf(unit));
        if (!Month(from, now, out var first)) return OpenAnswer.BadMonth("from");
        if (!Month(to, now, out var last)) return OpenAnswer.BadMonth("to");
        if (MonthNumber.Count(first, last) is < 1 or > MostMonths) return OpenAnswer.BadRange(MostMonths);
        var months = new List<(int, UnitComplaints)>();
        foreach (var month in MonthNumber.Until(last, MonthNumber.Count(first, last)))
            months.Add((month, await figures.Of(unit.Id, MonthNumber.FirstDay(month), MonthNumber.FirstDay(month).AddMonths(1)
                .AddDays(-1))));
        return show(unit, months);
    }

    private static string[] Line(Unit unit, int month, UnitComplaints sum) =>
    [
        MonthNumber.Text(month), unit.Code, unit.Name,
            .. new[] { sum.Received, sum.Open, sum.Resolved, sum.OnTime, sum.Late }.Select(n => Number(n)),
        Number(sum.MedianDays), Number(sum.Rated), Number(sum.MeanRating),
    ];

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool Month(string? text, int otherwise, out int month)
    {
        month = otherwise;
        return string.IsNullOrEmpty(text) || MonthNumber.TryParse(text, out month);
    }
}
