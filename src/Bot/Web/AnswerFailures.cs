using System.Data.Common;
using Bot.Web.Pages;
using Core.Persistence;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>
/// What fails while a page is made is one line in the log, without the exception's words and stack, since both may hold a citizen's; who
/// asked reads a page that says so and can try again.
/// </summary>
internal static partial class AnswerFailures
{
    private const int TryAgainAfterSeconds = 30;

    public static void UseAnswerFailures(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AnswerFailures).FullName!);
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // Whoever asked has gone.
            }
            catch (Exception e) when (e is not BadHttpRequestException)
            {
                LogFailed(log, http.Request.Method, RouteOf(http), ErrorCause.Of(e));
                LogWhere(log, e.StackTrace);
                if (http.Response.HasStarted) http.Abort();
                else await Answer(http, IsAway(e));
            }
        });
    }

    /// <summary>The pattern and not the address, in which codes and keys stand.</summary>
    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    /// <summary>Whether the database or the disk fails, which may be well again in a moment.</summary>
    private static bool IsAway(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
            if (e is DbException or WriteQueueException or TimeoutException or IOException) return true;
        return false;
    }

    private static Task Answer(HttpContext http, bool isAway)
    {
        var status = isAway ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        var words = Page.LanguageOf(http);
        http.Response.Clear();
        if (isAway) http.Response.Headers.RetryAfter = $"{TryAgainAfterSeconds}";
        if (http.Request.Path.StartsWithSegments("/api"))
            return Results.Json(new { error = words["page.failed"] }, statusCode: status).ExecuteAsync(http);
        return new Page(words, words["page.failed"], Html.Of(
            $"""<div class="head"><h1>{words["page.failed"]}</h1></div><p class="lead">{words["page.failed-more"]}</p>"""))
        {
            Instansi = http.RequestServices.GetRequiredService<IOptions<InstansiOptions>>().Value.Name,
            Foot = words["page.made-with"],
            Status = status,
            Keep = 0,
        }.ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed with {Error}.")]
    private static partial void LogFailed(ILogger log, string method, string route, string error);

    [LoggerMessage(LogLevel.Debug, "A page failed here:\n{Stack}")]
    private static partial void LogWhere(ILogger log, string? stack);
}
