using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>
/// The path below which a city serves us, such as <c>/suara</c> of <c>https://kota.go.id/suara</c> (<c>Web:PathBase</c>). Everywhere else
/// addresses of ours are written from <c>/</c> on; here, in <see cref="Pages.Html"/> and in the scripts' <c>data-root</c> the path comes
/// before them.
/// </summary>
internal static partial class BasePath
{
    /// <summary>
    /// Where our own addresses begin: a path that begins like one of them could be read both ways behind a proxy that cuts it off.
    /// </summary>
    internal static readonly string[] Ours =
        ["api", "cek", "chat", "healthz", "kabar", "kiosk", "layar", "meja", "metrics", "poster", "qr", "robots.txt", "telegram", "unit"];

    /// <summary>
    /// Serves below the path, whether the proxy before us leaves it in the address or cuts it off. The setting alone says which path it
    /// is: a header could come from a visitor through a proxy that does not set it, and would decide where the links of pages lead that
    /// others keep.
    /// </summary>
    public static void UseBasePath(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<WebOptions>>().Value.PathBase is not { Length: > 0 } root) return;
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments(root, StringComparison.Ordinal, out var ours)) http.Request.Path = ours;
            http.Request.PathBase = root;
            http.Response.OnStarting(Redirect, http);
            return next(http);
        });
        app.UseRouting(); // now, and not before the path is off
    }

    /// <summary>What browsers send a cookie with: an address of ours and all below it.</summary>
    public static string OfCookie(HttpRequest request, string ours = "/") =>
        request.PathBase.HasValue ? request.PathBase.Value + ours.TrimEnd('/') : ours;

    /// <summary>Whether a setting can be one: empty, or <c>/suara</c>, <c>/layanan/suara</c>.</summary>
    public static bool IsGood(string path) => path.Length == 0 || (path.Length <= 100 && Good().IsMatch(path));

    /// <summary>Whoever is sent on is sent to an address of ours.</summary>
    private static Task Redirect(object state)
    {
        var http = (HttpContext)state;
        if (http.Response.Headers.Location is [{ } to] && to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal))
            http.Response.Headers.Location = http.Request.PathBase.Value + to;
        return Task.CompletedTask;
    }

    [GeneratedRegex("^(/[A-Za-z0-9][A-Za-z0-9_-]*)+$")]
    private static partial Regex Good();
}
