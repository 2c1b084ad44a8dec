using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Core.Calendar;
using Core.Ratings;
using Core.Scores;
using Core.Units;
using CsvHelper;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>Open data: what the pages show, for programs. What a page withholds is withheld here too, with the same reason.</summary>
internal sealed class OpenData(ReadScores scores, UnitCatalog units, Instruments instruments, IOptions<InstansiOptions> instansi)
{
    private const int MostMonths = 60;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        DictionaryKeyPolicy = null,
    };

    private int Minimum => scores.Options.MinimumRespondents;

    private string Method => $"{instruments.Current.Id}; weight {(scores.Options.Weight == Weight.Exact ? "1/9" : "0.11")}; indicative";

    public IResult Units() => Json(new { instansi = instansi.Value.Name, units = units.Active.Select(UnitRow.Of) });

    public IResult UnitsCsv() => Csv("units.csv", ["code", "name", "service", "service_name"], units.Active.SelectMany(
        u => u.Services.Where(s => s.Active).DefaultIfEmpty(), (u, s) => new[] { u.Code, u.Name, s?.Code ?? "", s?.Name ?? "" }));

    public async Task<IResult> Month(string? month) => await Month(month, (m, all) => Json(new
    {
        month = MonthNumber.Text(m),
        instansi = instansi.Value.Name,
        method = Method,
        units = all.Select(s => ScoreRow.Of(s, Minimum) with { Month = null }),
    }));

    public async Task<IResult> MonthCsv(string? month) => await Month(month, (m, all) =>
        Csv($"scores-{MonthNumber.Text(m)}.csv", ScoreLine.Header, all.Select(s => ScoreLine.Of(s, Minimum))));

    public async Task<IResult> Unit(string code, string? from, string? to) => await Unit(code, from, to, (unit, all) => Json(new
    {
        code = unit.Code,
        name = unit.Name,
        instansi = instansi.Value.Name,
        from = MonthNumber.Text(all[0].From),
        to = MonthNumber.Text(all[^1].To),
        method = Method,
        months = all.Select(s => ScoreRow.Of(s, Minimum) with { Code = null, Name = null }),
    }));

    public async Task<IResult> UnitCsv(string code, string? from, string? to) => await Unit(code, from, to, (unit, all) =>
        Csv($"scores-{unit.Code}.csv", ScoreLine.Header, all.Select(s => ScoreLine.Of(s, Minimum))));

    private async Task<IResult> Month(string? month, Func<int, IReadOnlyList<UnitScore>, IResult> show)
    {
        var shown = scores.ThisMonth();
        if (month is not null && !MonthNumber.TryParse(month, out shown)) return BadMonth("month");
        return show(shown, await scores.OfMonth(shown));
    }

    private async Task<IResult> Unit(string code, string? from, string? to, Func<Unit, IReadOnlyList<UnitScore>, IResult> show)
    {
        if (units.Find(code) is not { } unit) return Wrong(StatusCodes.Status404NotFound, "unknown unit", "The codes of all units are at /api/v1/units.");
        var last = scores.ThisMonth(unit);
        if (to is not null && !MonthNumber.TryParse(to, out last)) return BadMonth("to");
        var first = MonthNumber.Add(last, -11);
        if (from is not null && !MonthNumber.TryParse(from, out first)) return BadMonth("from");
        if (MonthNumber.Count(first, last) is < 1 or > MostMonths)
            return Wrong(StatusCodes.Status400BadRequest, "bad range", $"\"from\" must not be after \"to\", and at most {MostMonths} months can be asked for at once.");
        return show(unit, await scores.ByMonth(unit, first, last));
    }

    private static IResult BadMonth(string name) =>
        Wrong(StatusCodes.Status400BadRequest, "bad month", $"Write \"{name}\" as YYYY-MM, such as 2026-11.");

    private static IResult Wrong(int status, string error, string hint) => Json(new { error, hint }, status);

    private static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => new Answer(Results.Json(value, Format, statusCode: status), status);

    private static IResult Csv(string name, string[] header, IEnumerable<string[]> lines)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }))
        {
            csv.WriteHeader(header);
            foreach (var line in lines) csv.WriteRecord(line);
        }

        return new Answer(Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name), StatusCodes.Status200OK);
    }

    /// <summary>Open to every site's scripts, and kept for a minute.</summary>
    private sealed class Answer(IResult inner, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.AccessControlAllowOrigin = "*";
            httpContext.Response.Headers.CacheControl = status == StatusCodes.Status200OK ? "public, max-age=60" : "no-store";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
