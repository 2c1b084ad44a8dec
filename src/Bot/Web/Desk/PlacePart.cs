using System.Globalization;
using Bot.Web.Pages;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Desk;

/// <summary>
/// Where it happened, drawn by ourselves: a point on a grid of degrees. No map is fetched; a link leads to one by choice.
/// </summary>
internal static class PlacePart
{
    private const double Step = 0.002; // about 220 metres
    private const int Lines = 2;

    public static Html Of(Wording words, string? place)
    {
        if (string.IsNullOrEmpty(place)) return Html.None;
        if (UnitPoint.Parse(place) is not { } point) return Html.Of($"""<p>{place}</p>""");
        var at = Degrees(point.Latitude, point.Longitude);
        return Html.Of(
            $"""
            <figure class="place"><svg viewBox="0 0 240 150" role="img" aria-label="{words["meja.place-at", at]}">
            <rect class="ground" width="240" height="150"/>{Html.Each(Enumerable.Range(-Lines, (2 * Lines) + 1), i => Grid(point.Latitude, point.Longitude, i))}
            <circle class="near" cx="120" cy="75" r="26"/><circle class="spot" cx="120" cy="75" r="6"/></svg>
            <figcaption>{at} · <a href="{UnitPoint.MapOf(place)}" target="_blank" rel="noreferrer noopener">{words["meja.place-out"]}</a></figcaption></figure>
            """);
    }

    private static Html Grid(double latitude, double longitude, int i)
    {
        var (x, y) = (120 + (i * 48.0) + Shift(longitude, 48), 75 + (i * 30.0) - Shift(latitude, 30));
        return Html.Of(
            $"""<path class="grid" d="M{x} 0V150M0 {y}H240"/><text x="{x + 2}" y="147">{Round(longitude, i)}</text><text x="2" y="{y - 2}">{Round(latitude, -i)}</text>""");
    }

    private static double Shift(double degrees, double size) => -((degrees / Step) - Math.Floor(degrees / Step)) * size;

    private static string Round(double degrees, int i) =>
        ((Math.Floor(degrees / Step) + i) * Step).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Degrees(double latitude, double longitude) =>
        string.Create(CultureInfo.InvariantCulture, $"{latitude:0.00000}, {longitude:0.00000}");
}
