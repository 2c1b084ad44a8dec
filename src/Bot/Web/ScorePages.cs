using Core.Calendar;
using Core.Channels;
using Core.Ratings;
using Core.Scores;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>The public pages and open data about scores: which address shows what.</summary>
public static class ScorePages
{
    /// <summary>Registers what the pages need, with the sections <c>Ratings</c>, <c>Scores</c>, <c>Calendar</c> and <c>Web</c>.</summary>
    public static IServiceCollection AddScores(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RatingsOptions>().Bind(configuration.GetSection("Ratings")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ScoresOptions>().Bind(configuration.GetSection("Scores")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CalendarOptions>().Bind(configuration.GetSection("Calendar")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WebOptions>().Bind(configuration.GetSection("Web")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => Instruments.Load(Of<RatingsOptions>(s).Instrument, Of<RatingsOptions>(s).InstrumentFolder));
        services.AddSingleton(s => Holidays.Load(Of<CalendarOptions>(s).HolidayFolder));
        services.AddSingleton(s => new WorkingCalendar(s.GetRequiredService<Holidays>(), Of<CalendarOptions>(s).WorkingDaysPerWeek));
        return services.AddSingleton<ReadScores>().AddSingleton<StartLinks>().AddSingleton<TalkLinks>().AddSingleton<Scoreboard>()
            .AddSingleton<UnitPage>().AddSingleton<Poster>().AddSingleton<Kiosk>().AddSingleton<TakeQuickRating>().AddSingleton<OpenData>();
    }

    /// <summary>Serves the pages.</summary>
    public static void MapScores(this WebApplication app)
    {
        app.UseSecurityHeaders();
        MapPages(app);
        MapOpenData(app);
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/", (Scoreboard board, HttpContext http, string? month) => board.Show(http, month));
        app.MapGet("/unit/{code}", (UnitPage page, HttpContext http, string code, string? month) => page.Show(http, code, month));
        app.MapGet("/poster/{code}", (Poster poster, HttpContext http, string code, string? service, string? size) => poster.Show(http, code, service, size));
        app.MapGet("/qr/{code}.png", (Poster poster, HttpContext http, string code, string? service) => poster.Png(http, code, service));
        app.MapGet("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code, string? thanks) => kiosk.Show(http, code, thanks));
        app.MapPost("/kiosk/{code}", (Kiosk kiosk, HttpContext http, string code) => kiosk.Tap(http, code));
    }

    private static void MapOpenData(WebApplication app)
    {
        app.MapGet("/api/v1/units", (OpenData data) => data.Units());
        app.MapGet("/api/v1/units.csv", (OpenData data) => data.UnitsCsv());
        app.MapGet("/api/v1/scores", (OpenData data, string? month) => data.Month(month));
        app.MapGet("/api/v1/scores.csv", (OpenData data, string? month) => data.MonthCsv(month));
        app.MapGet("/api/v1/units/{code}/scores", (OpenData data, string code, string? from, string? to) => data.Unit(code, from, to));
        app.MapGet("/api/v1/units/{code}/scores.csv", (OpenData data, string code, string? from, string? to) => data.UnitCsv(code, from, to));
    }

    private static T Of<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
