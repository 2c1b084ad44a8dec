using Bot.Reports;
using Bot.Web.OpenData;
using Core.Ratings;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>The public pages and open data about scores: which address shows what.</summary>
internal static class ScorePages
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddScorePages(this IServiceCollection services) =>
        services.AddCompression().AddSingleton<TalkLinks>().AddSingleton<Scoreboard>()
        .AddSingleton<UnitPage>().AddSingleton<ComplaintCard>().AddSingleton<PlansPart>()
        .AddSingleton<UnitFactsPart>().AddSingleton<BranchPart>().AddSingleton<Poster>().AddSingleton<Kiosk>()
        .AddSingleton<TakeQuickRating>().AddSingleton<OpenDataPages>().AddSingleton<DataPackage>()
        .AddSingleton(p => AddressesOf(p.GetRequiredService<IOptions<WebOptions>>().Value.Public));

    /// <summary>Where papers send people who want to see more; nowhere without a public address.</summary>
    private static UnitAddresses AddressesOf(string publicUrl) =>
        publicUrl.Length == 0 ? new(null, _ => null)
            : new($"{publicUrl}/", unit => $"{publicUrl}/unit/{unit.Code}");

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
        app.MapFallback((Scoreboard board, HttpContext http) => NotFound(board, http));
    }

    /// <summary>An address that there is none of: a way home for people, a hint for programs.</summary>
    private static IResult NotFound(Scoreboard board, HttpContext http)
    {
        var words = Page.LanguageOf(http);
        return http.Request.Path.StartsWithSegments("/api")
            ? Results.Json(new { error = words["page.not-found"], hint = $"{http.Request.PathBase}/api/v1/openapi.json" },
                statusCode: StatusCodes.Status404NotFound)
            : board.Lost(words, http.Request);
    }

    /// <summary>What no search engine shall show.</summary>
    private static readonly string[] Unlisted = ["/chat", "/cek", "/kiosk"];

    private static void MapPages(WebApplication app)
    {
        app.MapMethods("/robots.txt", Verbs.Read, (HttpContext http) => Results.Text("User-agent: *\n" + string.Concat(
            Unlisted.Select(start => $"Disallow: {http.Request.PathBase}{start}\n"))));
        app.MapMethods("/", Verbs.Read,
            (Scoreboard board, HttpContext http, string? month, string? order) => board.Show(http, month, order));
        app.MapMethods("/unit/{code}", Verbs.Read,
            (UnitPage page, HttpContext http, string code, string? month) => page.Show(http, code, month));
        app.MapMethods("/poster/{code}", Verbs.Read,
            (Poster poster, HttpContext http, string code, string? service, string? size) => poster.Show(http,
            code, service, size));
        app.MapMethods("/qr/{code}.png", Verbs.Read,
            (Poster poster, HttpContext http, string code, string? service) => poster.Png(http, code, service));
        app.MapMethods("/kiosk/{code}", Verbs.Read, (Kiosk kiosk, HttpContext http, string code, string? thanks, int? face,
            string? why) => kiosk.Show(http,
            code, thanks, face, why));
        app.MapPost("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code) => kiosk.Tap(http, code));
    }

    private static void MapOpenData(WebApplication app)
    {
        app.MapMethods("/api/v1/openapi.json", Verbs.Read, (HttpContext http) => OpenAnswer.Text(
            OwnFiles.Text("openapi.json").Replace("\"url\": \"/\"", $"\"url\": \"{http.Request.PathBase}/\"", StringComparison.Ordinal),
            "application/json; charset=utf-8"));
        app.MapMethods("/api/v1/datapackage.json", Verbs.Read, (DataPackage package, HttpContext http) => package.Show(http));
        app.MapMethods("/api/v1/units", Verbs.Read, (OpenDataPages data) => data.Units());
        app.MapMethods("/api/v1/units.csv", Verbs.Read, (OpenDataPages data) => data.UnitsCsv());
        app.MapMethods("/api/v1/scores", Verbs.Read, (OpenDataPages data, string? month) => data.OfMonth(month));
        app.MapMethods("/api/v1/scores.csv", Verbs.Read, (OpenDataPages data, string? month) => data.MonthCsv(month));
        app.MapMethods("/api/v1/units/{code}/scores", Verbs.Read,
            (OpenDataPages data, string code, string? from, string? to) => data.Unit(code, from, to));
        app.MapMethods("/api/v1/units/{code}/scores.csv", Verbs.Read,
            (OpenDataPages data, string code, string? from, string? to) => data.UnitCsv(code, from, to));
    }
}
