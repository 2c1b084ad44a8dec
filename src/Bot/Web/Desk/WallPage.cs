using Bot.Web.Pages;
using Core.Calendar;
using Core.Complaints;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>
/// A screen for the wall: how many complaints of this year came, are open, were settled in time, are late. Only what is public already, in
/// figures that can be read from five metres; it loads itself anew every minute, without script.
/// </summary>
internal sealed class WallPage(ComplaintFigures figures, UnitCatalog units, TimeProvider time, IOptions<InstansiOptions> instansi)
{
    private static readonly string Style = OwnFiles.Text("layar.css");
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);
    private Shown? _shown;

    public async Task<IResult> Show(HttpContext http)
    {
        var (words, zone) = (Page.LanguageOf(http), units.ZoneOf(null));
        var now = time.GetUtcNow();
        var today = LocalTime.Day(now, zone);
        var sum = await Sum(now, today);
        http.Response.Headers["Refresh"] = "60";
        return new Page(words, words["wall.title"], Html.Of(
            $"""
            <header><h1>{instansi.Value.Name}</h1><p>{words["wall.year", today.Year]}</p></header>
            <dl>{Figure(words, "received", sum.Received, "")}{Figure(words, "open", sum.Open, "")}{Figure(words, "on-time", sum.OnTime, "good")}{Figure(words, "late", sum.Late, sum.Late > 0 ? "bad" : "")}</dl>
            <p class="more">{Median(words, sum)}{words["wall.at", $"{LocalTime.Of(now, zone):HH.mm} {LocalTime.Label(zone, now)}"]}</p>
            """))
        { Style = Style, BodyClass = "wall", Keep = 0 };
    }

    /// <summary>The figures of a whole year take long to add up, and many screens ask: for half a minute they are the same.</summary>
    private async Task<UnitComplaints> Sum(DateTimeOffset now, DateOnly today)
    {
        if (_shown is { } known && now >= known.At && now - known.At < Holds) return known.Sum;
        var sum = await figures.OfAll(new DateOnly(today.Year, 1, 1), today);
        _shown = new Shown(now, sum);
        return sum;
    }

    private static Html Figure(Wording words, string name, int number, string look) => Html.Of(
        $"""<div class="{look}"><dt>{words[$"wall.{name}"]}</dt><dd>{number.ToString("#,0", words.Culture)}</dd></div>""");

    /// <summary>No figure without its number: how many were settled stands beside it.</summary>
    private static string Median(Wording words, UnitComplaints sum) => sum.PublicMedian is { } days
        ? words["wall.median", days.ToString("0.#", words.Culture), sum.Resolved] + " " : "";

    private sealed record Shown(DateTimeOffset At, UnitComplaints Sum);
}
