using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Bot.Web;

/// <summary>
/// Public pages, open data and the chat's own files go out compressed, over https too. That is safe against guessing secrets from
/// lengths (BREACH): what is compressed is the same for everybody who asks, no cookie changes it, and no secret stands in it.
/// What belongs to one person (the talk, its files, a complaint's history) is left as it is.
/// </summary>
internal static class Compression
{
    private static readonly string[] Public = ["/unit", "/poster", "/kiosk", "/api", "/chat/chat.css", "/chat/chat.js", "/chat/news.js"];

    public static IServiceCollection AddCompression(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal)
        .AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "text/css", "text/javascript", "text/csv", "application/json"];
        });

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(http => IsPublic(http.Request.Path), branch => branch.UseResponseCompression());

    private static bool IsPublic(PathString path) => path.Value is "" or "/" || Public.Any(start => path.StartsWithSegments(start));
}
