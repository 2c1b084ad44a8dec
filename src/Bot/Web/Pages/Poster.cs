using Core.Messaging;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;
using QRCoder;

namespace Bot.Web.Pages;

/// <summary>A sheet for the wall or the counter, A4 or A5, with the code that opens the rating; and the code alone.</summary>
internal sealed class Poster(UnitCatalog units, TalkLinks links, Scoreboard board, IOptions<InstansiOptions> instansi)
{
    private const int PixelsPerModule = 16;
    private static readonly string SheetStyle = OwnFiles.Text("poster.css");

    public IResult Show(HttpContext http, string code, string? service, string? size)
    {
        var words = Page.LanguageOf(http);
        if (Find(code, service) is not { } target) return board.Missing(words, "page.no-unit");
        var payload = StartPayload.Rate(target.Unit.Code, target.Service?.Code);
        var best = links.Best(http.Request, payload);
        return new Page(words, $"{words["poster.title"]} · {target.Unit.Name}", Html.Of(
            $"""
            <p class="tools">{words["poster.print-how"]} <a href="?{Query(words, service, "a4")}">A4</a> · <a href="?{Query(words, service, "a5")}">A5</a></p>
            <article class="sheet">
            <p class="over">{instansi.Value.Name}</p>
            <h1>{words["poster.ask"]}</h1>
            <p class="unit">{target.Unit.Name}{(target.Service is { } s ? Html.Of($"""<br><span>{s.Name}</span>""") : Html.None)}</p>
            <div class="codes">
            <figure><div class="code">{Code(best, words, "poster.code")}</div><figcaption>{words["poster.rate"]}</figcaption></figure>
            <figure class="other"><div class="code">{Code(links.Best(http.Request, $"adu_{target.Unit.Code}"), words, "poster.complain-code")}</div><figcaption>{words["poster.complain"]}</figcaption></figure>
            </div>
            <p class="how">{words["poster.how"]}</p>
            <p class="address">{Shown(best)}</p>
            {(links.Second(http.Request, payload) is { } second ? Html.Of($"""<p class="second">{words["poster.second"]} <b>{Shown(second)}</b></p>""") : Html.None)}
            {Facts(target.Unit, words)}
            <p class="promise">{words["poster.promise"]}</p>
            </article>
            """))
        { Style = SheetStyle, BodyClass = size == "a5" ? "poster a5" : "poster a4" };
    }

    public IResult Png(HttpContext http, string code, string? service)
    {
        if (Find(code, service) is not { } target) return Results.NotFound();
        using var data = Data(links.Best(http.Request, StartPayload.Rate(target.Unit.Code, target.Service?.Code)));
        using var png = new PngByteQRCode(data);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(png.GetGraphic(PixelsPerModule), "image/png");
    }

    private (Unit Unit, Service? Service)? Find(string code, string? service)
    {
        if (units.Find(code) is not { Active: true } unit) return null;
        if (string.IsNullOrEmpty(service)) return (unit, null);
        return unit.Services.FirstOrDefault(s => s.Active && s.Code == service) is { } found ? (unit, found) : null;
    }

    private static Html Facts(Unit unit, Wording words) => !UnitFactsText.Knows(unit) ? Html.None
        : Html.Of($"""<div class="facts">{Html.Each(UnitFactsText.OnPaper(unit, words), line => Html.Of($"<p>{line}</p>"))}</div>""");

    /// <summary>As paths, so that it stays sharp on paper of any size.</summary>
    internal static Html Code(string address, Wording words, string label)
    {
        using var data = Data(address);
        var rows = data.ModuleMatrix;
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
                if (rows[y][x]) path.Append($"M{x} {y}h1v1h-1z");
        return Html.Of(
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="{words[label]}" shape-rendering="crispEdges"><path class="paper" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path class="ink" d="{path.ToString()}"/></svg>""");
    }

    private static QRCodeData Data(string address)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
    }

    private static string Query(Wording words, string? service, string size) =>
        Page.LinkQuery(words, $"size={size}" + (string.IsNullOrEmpty(service) ? "" : $"&service={service}"))[1..];

    private static string Shown(string address) => address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..];
}
