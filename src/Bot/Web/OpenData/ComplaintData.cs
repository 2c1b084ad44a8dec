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
        "rated"];

    public Task<IResult> Unit(string code, string? from, string? to) => Unit(code, from, to, (unit, months) => OpenAnswer.Json(new
    {
        code = unit.Code,
        name = unit.Name,
        note = "without complaints berkadar pengawasan; handling ratings are apart from the SKM, their means stand in the register of complaints",
        months = months.Select(m => new
        {
            month = m.Month.Text,
            m.Sum.Received,
            m.Sum.Open,
            m.Sum.Resolved,
            m.Sum.OnTime,
            m.Sum.Late,
            MedianDays = m.Sum.PublicMedian,
            m.Sum.Rated,
        }),
    }));

    public Task<IResult> UnitCsv(string code, string? from, string? to) => Unit(code, from, to, (unit, months) =>
        OpenAnswer.Csv($"complaints-{unit.Code}.csv", Header, months.Select(m => Line(unit, m.Month, m.Sum))));

    private async Task<IResult> Unit(string code, string? from, string? to,
        Func<Unit, IReadOnlyList<(Month Month, UnitComplaints Sum)>, IResult> show)
    {
        if (units.Find(code) is not { } unit) return OpenAnswer.UnknownUnit();
        var now = LocalTime.MonthOf(time.GetUtcNow(), units.ZoneOf(unit));
        if (!ReadMonth(from, now, out var first)) return OpenAnswer.BadMonth("from");
        if (!ReadMonth(to, now, out var last)) return OpenAnswer.BadMonth("to");
        if (Month.Count(first, last) is < 1 or > MostMonths) return OpenAnswer.BadRange(MostMonths);
        var months = new List<(Month, UnitComplaints)>();
        foreach (var month in Month.Until(last, Month.Count(first, last)))
            months.Add((month, await figures.Of(unit.Id, month.FirstDay, month.FirstDay.AddMonths(1)
                .AddDays(-1))));
        return show(unit, months);
    }

    private static string[] Line(Unit unit, Month month, UnitComplaints sum) =>
    [
        month.Text, unit.Code, unit.Name,
            .. new[] { sum.Received, sum.Open, sum.Resolved, sum.OnTime, sum.Late }.Select(n => Number(n)),
        Number(sum.PublicMedian), Number(sum.Rated),
    ];

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool ReadMonth(string? text, Month otherwise, out Month month)
    {
        month = otherwise;
        return string.IsNullOrEmpty(text) || Month.TryParse(text, out month);
    }
}
