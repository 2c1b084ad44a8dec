using Bot.Web.OpenData;
using Core.Ratings;

namespace Bot.Web.Pages;

/// <summary>The public pages and open data about scores: which address shows what.</summary>
internal static class ScorePages
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddScorePages(this IServiceCollection services) =>
        services.AddCompression().AddSingleton<TalkLinks>().AddSingleton<Scoreboard>()
        .AddSingleton<UnitPage>().AddSingleton<ComplaintCard>().AddSingleton<PlansPart>()
        .AddSingleton<UnitFactsPart>().AddSingleton<Poster>().AddSingleton<Kiosk>()
        .AddSingleton<TakeQuickRating>().AddSingleton<OpenDataPages>();

    /// <summary>Serves the pages.</summary>
    public static void MapScores(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseCompression();
        app.Use(async (http, next) =>
        {
            // What a month that has just ended still held back is published before anybody reads it.
            await http.RequestServices.GetRequiredService<PublishRatings>().CloseMonths();
            await next(http);
        });
        MapPages(app);
        MapOpenData(app);
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /chat\nDisallow: /cek\nDisallow: /kiosk\n"));
        app.MapGet("/", (Scoreboard board, HttpContext http, string? month, string? order) => board.Show(http, month, order));
        app.MapGet("/unit/{code}", (UnitPage page, HttpContext http, string code, string? month) => page.Show(http, code, month));
        app.MapGet("/poster/{code}", (Poster poster, HttpContext http, string code, string? service, string? size) => poster.Show(http,
            code, service, size));
        app.MapGet("/qr/{code}.png", (Poster poster, HttpContext http, string code, string? service) => poster.Png(http, code, service));
        app.MapGet("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code, string? thanks) => kiosk.Show(http, code, thanks));
        app.MapPost("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code) => kiosk.Tap(http, code));
    }

    private static void MapOpenData(WebApplication app)
    {
        app.MapGet("/api/v1/openapi.json", () => OpenAnswer.Text(OwnFiles.Text("openapi.json"), "application/json; charset=utf-8"));
        app.MapGet("/api/v1/units", (OpenDataPages data) => data.Units());
        app.MapGet("/api/v1/units.csv", (OpenDataPages data) => data.UnitsCsv());
        app.MapGet("/api/v1/scores", (OpenDataPages data, string? month) => data.Month(month));
        app.MapGet("/api/v1/scores.csv", (OpenDataPages data, string? month) => data.MonthCsv(month));
        app.MapGet("/api/v1/units/{code}/scores", (OpenDataPages data, string code, string? from, string? to) => data.Unit(code, from, to));
        app.MapGet("/api/v1/units/{code}/scores.csv",
            (OpenDataPages data, string code, string? from, string? to) => data.UnitCsv(code, from, to));
    }
}
