using Core.Texts;

namespace Bot.Web;

/// <summary>
/// The language of pages and chat alike: what the address asks for, else what was chosen before, else what the browser speaks.
/// </summary>
internal static class SpokenLanguage
{
    private const string Cookie = "bahasa";
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    /// <summary>The wording for this request.</summary>
    public static Wording Of(HttpRequest request) => Wording.Of(Chosen(request) ?? OfBrowser(request));

    /// <summary>The language that the address asks for or that was chosen before; null where nobody chose.</summary>
    public static string? Chosen(HttpRequest request) => Asked(request) ?? Known(request.Cookies[Cookie]);

    /// <summary>The language that the address asks for; null when it asks for none that we speak.</summary>
    public static string? Asked(HttpRequest request) => Known(request.Query["lang"]);

    /// <summary>Keeps a choice for the pages to come.</summary>
    public static void Keep(HttpContext http, string language)
    {
        if (http.Request.Cookies[Cookie] == language) return;
        http.Response.Cookies.Append(Cookie, language, new CookieOptions
        {
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = BasePath.OfCookie(http.Request),
            MaxAge = Life,
            IsEssential = true,
        });
    }

    /// <summary>The first language of the browser that we speak.</summary>
    public static string? OfBrowser(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => Known(l.Value.Value)).FirstOrDefault(l => l is not null);

    private static string? Known(string? language)
    {
        var main = (language ?? "").Split('-')[0].ToLowerInvariant();
        return Wording.Languages.FirstOrDefault(l => l == main);
    }
}
