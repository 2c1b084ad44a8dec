using System.Text;
using Core.Texts;
using Microsoft.AspNetCore.Http.Extensions;

namespace Bot.Web.Pages;

/// <summary>
/// The shell of every page: landmarks, language, style and the strict content policy. A page works without scripts; one that
/// brings a script of its own has it let in by its hash.
/// </summary>
internal sealed record Page(Wording Words, string Title, Html Body) : IResult
{
    private static readonly string SharedStyle = OwnFiles.Text("page.css");

    /// <summary>The mark of the pages, inside them: a browser that finds none asks for one more file.</summary>
    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M8 1a7 7 0 1 1-7 14V8a7 7 0 0 1 7-7' fill='%230a5c53'/%3E%3C/svg%3E";

    public string? Description { get; init; }

    /// <summary>The instansi's name, shown at the top; null for a page that is a sheet or a screen of its own.</summary>
    public string? Instansi { get; init; }

    /// <summary>Where the same stands as open data: the address without its ending, and the query.</summary>
    public (string Path, string Query) Data { get; init; } = ("/api/v1/scores", "");

    /// <summary>What stands at the foot instead of the way to the open data about ratings.</summary>
    public string? Foot { get; init; }

    /// <summary>A style sheet of this page, beside the shared one.</summary>
    public string? Style { get; init; }

    public string? Script { get; init; }

    public string BodyClass { get; init; } = "";

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>How long others may keep the page, in seconds; 0 for not at all.</summary>
    public int Keep { get; init; } = 60;

    /// <inheritdoc cref="SpokenLanguage.Of"/>
    public static Wording LanguageOf(HttpContext http) => SpokenLanguage.Of(http.Request);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = Keep == 0 ? "no-store" : $"public, max-age={Keep}";
        response.Headers.Vary = "Accept-Language, Cookie";
        if (SpokenLanguage.Asked(httpContext.Request) is { } chosen) SpokenLanguage.Keep(httpContext, chosen);
        response.Headers.ContentSecurityPolicy = Policy();
        response.Headers.ContentLanguage = Words.Language;
        var body = Encoding.UTF8.GetBytes(Whole(httpContext.Request).For(httpContext.Request));
        return Keep == 0 || Status != StatusCodes.Status200OK ? response.Body.WriteAsync(body).AsTask() : Unchanged.Or(httpContext, body);
    }

    private string Policy()
    {
        var styles = string.Join(' ', Styles().Select(OwnFiles.Hash));
        var scripts = Script is null ? "" : $"script-src {OwnFiles.Hash(Script)}; connect-src 'self'; worker-src 'self'; ";
        return $"default-src 'none'; style-src {styles}; {scripts}img-src 'self' data: blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private IEnumerable<string> Styles() => Style is null ? [SharedStyle] : [SharedStyle, Style];

    private Html Whole(HttpRequest request) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="{Words.Language}"{(Script is null ? Html.None : Html.Of($" data-root=\"/\""))}>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Title}</title>
        <link rel="icon" href="{Icon}">
        <meta name="description" content="{Description ?? Title}">
        {Html.Each(Styles(), style => Html.Of($"<style>{Html.Raw(style)}</style>\n"))}
        </head>
        <body class="{BodyClass}">
        {Header(request)}
        <main id="main">
        {Body}
        </main>
        {Footer()}
        {(Script is null ? Html.None : Html.Of($"<script>{Html.Raw(Script)}</script>"))}
        </body>
        </html>
        """);

    private Html Header(HttpRequest request) => Instansi is null ? Html.None : Html.Of(
        $"""
        <a class="skip" href="#main">{Words["page.skip"]}</a>
        <header class="top">
        <a class="instansi" href="/{Query()}"><span class="mark" aria-hidden="true"></span>{Instansi}</a>
        <nav aria-label="{Words["page.language"]}">{Html.Each(Wording.Languages, l => LanguageLink(request, l))}</nav>
        </header>
        """);

    private Html LanguageLink(HttpRequest request, string language)
    {
        var query = new QueryBuilder(request.Query.Where(q => q.Key != "lang")
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))));
        query.Add("lang", language);
        var name = Wording.Of(language)["page.language-name"];
        return language == Words.Language
            ? Html.Of($"""<span aria-current="true" lang="{language}">{name}</span>""")
            : Html.Of($"""<a href="{PathOf(request)}{query.ToString()}" lang="{language}" hreflang="{language}">{name}</a>""");
    }

    /// <summary>
    /// What answers a form of the desk has no address that a link can lead to; the page that the form stands on has. Written as addresses
    /// are and with one slash before it: <c>//host/…</c> and <c>/\host/…</c> would lead to somebody else.
    /// </summary>
    private static string PathOf(HttpRequest request)
    {
        var path = "/" + request.Path.ToUriComponent().TrimStart('/');
        return HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/meja") ? path[..path.LastIndexOf('/')] : path;
    }

    private Html Footer() => Instansi is null ? Html.None : Foot is not null ? Html.Of($"""<footer class="bottom"><p>{Foot}</p></footer>""")
        : Html.Of(
        $"""
        <footer class="bottom">
        <p>{Words["page.open-data"]} <a href="{Data.Path}{Data.Query}">JSON</a> · <a href="{Data.Path}.csv{Data.Query}">CSV</a> · <a href="/api/v1/openapi.json">{Words["page.open-data-schema"]}</a></p>
        <p>{Words["page.made-with"]}</p>
        </footer>
        """);

    private string Query() => LinkQuery(Words);

    /// <summary>The query that keeps the reader's language in a link.</summary>
    public static string LinkQuery(Wording words, string? more = null)
    {
        var language = words.Language == Wording.Languages[0] ? null : $"lang={words.Language}";
        var parts = string.Join('&', new[] { more, language }.Where(p => p is not null));
        return parts.Length == 0 ? "" : "?" + parts;
    }
}
