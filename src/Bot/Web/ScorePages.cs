namespace Bot.Web;

/// <summary>The public pages and open data about scores: which address shows what.</summary>
public static class ScorePages
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddScorePages(this IServiceCollection services) => services.AddCompression().AddSingleton<TalkLinks>().AddSingleton<Scoreboard>()
        .AddSingleton<UnitPage>().AddSingleton<ComplaintCard>().AddSingleton<PlansPart>().AddSingleton<Poster>().AddSingleton<Kiosk>().AddSingleton<TakeQuickRating>().AddSingleton<OpenData>();

    /// <summary>Serves the pages.</summary>
    public static void MapScores(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseCompression();
        MapPages(app);
        MapOpenData(app);
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /chat\nDisallow: /cek\nDisallow: /kiosk\n"));
        app.MapGet("/", (Scoreboard board, HttpContext http, string? month, string? order) => board.Show(http, month, order));
        app.MapGet("/unit/{code}", (UnitPage page, HttpContext http, string code, string? month) => page.Show(http, code, month));
        app.MapGet("/poster/{code}", (Poster poster, HttpContext http, string code, string? service, string? size) => poster.Show(http, code, service, size));
        app.MapGet("/qr/{code}.png", (Poster poster, HttpContext http, string code, string? service) => poster.Png(http, code, service));
        app.MapGet("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code, string? thanks) => kiosk.Show(http, code, thanks));
        app.MapPost("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code) => kiosk.Tap(http, code));
    }

    private static void MapOpenData(WebApplication app)
    {
        app.MapGet("/api/v1/openapi.json", () => OpenAnswer.Text(OwnFiles.Text("openapi.json"), "application/json; charset=utf-8"));
        app.MapGet("/api/v1/units", (OpenData data) => data.Units());
        app.MapGet("/api/v1/units.csv", (OpenData data) => data.UnitsCsv());
        app.MapGet("/api/v1/scores", (OpenData data, string? month) => data.Month(month));
        app.MapGet("/api/v1/scores.csv", (OpenData data, string? month) => data.MonthCsv(month));
        app.MapGet("/api/v1/units/{code}/scores", (OpenData data, string code, string? from, string? to) => data.Unit(code, from, to));
        app.MapGet("/api/v1/units/{code}/scores.csv", (OpenData data, string code, string? from, string? to) => data.UnitCsv(code, from, to));
    }
}
