using Bot.Telegram;
using Bot.Web.Pages;
using Core.Complaints.Attachments;
using Core.Complaints.Desk;
using Core.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Bot.Web.Desk;

/// <summary>
/// The desk's door: a one-time link or the platform's signed word is exchanged for a cookie, and every request after that is looked at
/// anew. No secret stays in an address: links are exchanged by a form, so that whoever only fetches an address (a preview) uses nothing up.
/// </summary>
internal sealed class DeskDoor(EnterDesk enter, InitData initData, DeskEvidence evidence, IOptions<WebOptions> options)
{
    private const string Desk = "/meja";
    private const string Cookie = "suara-meja";
    private const string VisitKey = "desk-visit";
    private static readonly string Script = OwnFiles.Text("masuk.js");

    /// <summary>Whoever stands behind the guard.</summary>
    public static DeskVisit VisitOf(HttpContext http) => (DeskVisit)http.Items[VisitKey]!;

    /// <summary>The wording of this request: what was chosen in this browser, else the official's own language.</summary>
    public static Wording WordsOf(HttpContext http) =>
        Wording.Of(SpokenLanguage.Chosen(http.Request) ?? VisitOf(http).Who.Language);

    /// <summary>Lets in who holds an open session and still has a role; forms must be our own.</summary>
    public async ValueTask<object?> Guard(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        AddHeaders(http);
        if (await enter.Find(http.Request.Cookies[Cookie]) is not { } visit) return await ClosedOn(http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = evidence.MostBytes;
        await PlainInput.Clean(http);
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !await IsOwnForm(http, visit))
            return Closed(http, StatusCodes.Status403Forbidden);
        http.Items[VisitKey] = visit;
        return await next(context);
    }

    /// <summary>The page behind a link: one press exchanges it.</summary>
    public IResult Ask(HttpContext http, string? k)
    {
        AddHeaders(http);
        var words = Page.LanguageOf(http);
        if (k is not { Length: 43 }) return Closed(http, StatusCodes.Status404NotFound);
        return Shell(words, words["meja.enter-title"], Html.Of(
            $"""
            <p class="lead">{words["meja.enter-lead"]}</p>
            <form method="post" action="/meja/masuk"><input type="hidden" name="k" value="{k}"><button autofocus>{words["meja.enter"]}</button></form>
            """));
    }

    /// <summary>Exchanges a link for a session.</summary>
    public async Task<IResult> ByLink(HttpContext http)
    {
        AddHeaders(http);
        if (!FromHere.Comes(http.Request) || await FieldOf(http, "k") is not { Length: 43 } secret
            || await enter.ByLink(secret) is not { } session)
            return Closed(http, StatusCodes.Status403Forbidden);
        Give(http, session);
        return Results.Redirect("/meja");
    }

    /// <summary>The page that a messenger opens inside itself: its script hands over the signed words, which stand behind the #.</summary>
    public IResult Inside(HttpContext http)
    {
        AddHeaders(http);
        var words = Page.LanguageOf(http);
        var page = Shell(words, words["meja.enter-title"], Html.Of(
            $"""
            <p class="lead" id="wait">{words["meja.enter-inside"]}</p>
            <form method="post" action="/meja/dalam" id="signed"><input type="hidden" name="data"></form>
            """));
        return page with { Script = Script };
    }

    /// <summary>Exchanges the platform's signed words for a session.</summary>
    public async Task<IResult> BySignature(HttpContext http)
    {
        AddHeaders(http);
        if (!FromHere.Comes(http.Request) || initData.Read(await FieldOf(http, "data")) is not { } user
            || await enter.BySignature("telegram", user.Address, user.Signature, user.Until) is not { } session)
            return Closed(http, StatusCodes.Status403Forbidden);
        Give(http, session);
        return Results.Redirect("/meja");
    }

    /// <summary>Ends this session, or all of the person's.</summary>
    public async Task<IResult> Leave(HttpContext http)
    {
        var visit = VisitOf(http);
        await enter.End(visit.Who.Id, http.Request.Form["semua"] == "1" ? null : visit.Session);
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = BasePath.OfCookie(http.Request, Desk) });
        var words = WordsOf(http);
        return Shell(words, words["meja.left"], Html.Of($"""<p class="lead">{words["meja.left-lead"]}</p>"""));
    }

    /// <summary>
    /// The session or the role ended while somebody wrote: what our own form brings is given back to them, to be sent again when they are
    /// in.
    /// </summary>
    private static async Task<IResult> ClosedOn(HttpContext http)
    {
        var closed = (Page)Closed(http, StatusCodes.Status401Unauthorized);
        var typed = HttpMethods.IsPost(http.Request.Method) && FromHere.Comes(http.Request)
            ? await FieldOf(http, "kata") ?? await FieldOf(http, "cerita") ?? await FieldOf(http, "isi") : null;
        if (string.IsNullOrWhiteSpace(typed)) return closed;
        var words = Page.LanguageOf(http);
        return closed with
        {
            Body = Html.Of($"""{closed.Body}<p>{words["meja.typed"]}</p><textarea rows="7" readonly>{typed}</textarea>"""),
        };
    }

    /// <summary>What somebody reads who may not come in: the same for every reason.</summary>
    public static IResult Closed(HttpContext http, int status)
    {
        var words = Page.LanguageOf(http);
        var lead = Html.Of($"""<p class="lead">{words["meja.closed-lead"]}</p>""");
        return Shell(words, words["meja.closed-title"], lead) with { Status = status };
    }

    private static Page Shell(Wording words, string title, Html body) =>
        new(words, title, Html.Of($"""<div class="head"><h1>{title}</h1></div>{body}""")) { Keep = 0 };

    private static void AddHeaders(HttpContext http)
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
    }

    private void Give(HttpContext http, string session) => http.Response.Cookies.Append(Cookie, session, new CookieOptions
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps || options.Value.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        SameSite = SameSiteMode.Strict,
        Path = BasePath.OfCookie(http.Request, Desk),
        IsEssential = true,
    });

    private static async Task<bool> IsOwnForm(HttpContext http, DeskVisit visit) =>
        FromHere.Comes(http.Request) && visit.Sent(await FieldOf(http, "t"));

    private static async Task<string?> FieldOf(HttpContext http, string name) =>
        await ReadForm.Of(http) is { } form && form.TryGetValue(name, out var value) && value.Count == 1 ? value.ToString() : null;
}
