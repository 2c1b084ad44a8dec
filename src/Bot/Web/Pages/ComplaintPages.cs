using Bot.Web.Chat;
using Bot.Web.OpenData;
using Core.Complaints.Tracking;
using Core.Messaging;
using Core.People;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>The page on which a complaint is looked up by its code, and the open numbers about complaints.</summary>
internal static class ComplaintPages
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddComplaintPages(this IServiceCollection services) =>
        services.AddSingleton<ComplaintPage>().AddSingleton<LimitLookUps>().AddSingleton<ComplaintData>().AddSingleton<RegisterData>();

    /// <summary>Serves the pages.</summary>
    public static void MapComplaintPages(this WebApplication app)
    {
        app.MapMethods("/cek", Verbs.Read, (ComplaintPage page, HttpContext http, string? code) => page.Ask(http, code));
        app.MapMethods("/cek/{code}", Verbs.Read, (ComplaintPage page, HttpContext http, string code) => page.Show(http, code));
        app.MapMethods("/api/v1/complaints", Verbs.Read,
            (RegisterData data, HttpContext http, string? from, string? to) => data.Show(http, from, to));
        app.MapMethods("/api/v1/units/{code}/complaints", Verbs.Read,
            (ComplaintData data, string code, string? from, string? to) => data.Unit(code, from, to));
        app.MapMethods("/api/v1/units/{code}/complaints.csv", Verbs.Read,
            (ComplaintData data, string code, string? from, string? to) => data.UnitCsv(code, from, to));
    }
}

/// <summary>A complaint's state for anybody with the code; its history in the browser of the web chat it was filed from.</summary>
internal sealed class ComplaintPage(ReadTrackedComplaint read, LimitLookUps limit, SecretKey secret, IOptions<InstansiOptions> instansi)
{
    private const string Channel = WebChannel.ChannelName;

    private const string Style = """
        .code label { display: block; margin-bottom: .5rem; }
        .code input[name=code] { font: inherit; font-size: 1.25rem; letter-spacing: .06em; text-transform: uppercase; width: 100%; max-width: 20rem; box-sizing: border-box; padding: .6rem .8rem; display: block; margin: .4rem 0 1rem; }
        .code button { font: inherit; font-weight: 700; padding: .7rem 1.4rem; }
        .state { font-size: 1.25rem; font-weight: 700; margin: .4rem 0 1rem; }
        section > h2 { margin-top: 2rem; }
        .act .button { padding: .7rem 1.4rem; }
        .history { list-style: none; padding: 0; max-width: 44rem; }
        .history li { padding: .55rem 0; border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); overflow-wrap: anywhere; }
        """;

    public IResult Ask(HttpContext http, string? code)
    {
        var words = Page.LanguageOf(http);
        return string.IsNullOrWhiteSpace(code)
            ? PageOf(words, words["menu.cek"], Form(words), StatusCodes.Status200OK)
            : Results.Redirect($"/cek/{Uri.EscapeDataString(code.Trim())}{Page.LinkQuery(words)}");
    }

    public async Task<IResult> Show(HttpContext http, string code)
    {
        var words = Page.LanguageOf(http);
        if (limit.TooMany(http.Connection.RemoteIpAddress) is { } seconds)
        {
            http.Response.Headers.RetryAfter = $"{seconds}";
            return PageOf(words, words["complaint.page-slow"],
                Html.Of($"""<p class="lead">{words["complaint.page-slow-more", seconds]}</p>"""), StatusCodes.Status429TooManyRequests);
        }

        if (ErasureProof.LooksLike(code)) return Proof(words, code);
        if (await read.Find(code, Channel, ChatVisitor.AddressOf(http.Request), words) is not { } found)
            return PageOf(words, words["menu.cek"],
                Html.Of($"""<p class="lead" role="alert">{words["complaint.page-unknown"]}</p>{Form(words)}"""), StatusCodes.Status404NotFound);
        return PageOf(words, words["complaint.page-title", found.Code], Html.Of(
            $"""
            <p class="state">{words["complaint.page-state", found.State]}</p>
            {(found.Next is null ? Html.Of($"""<p>{words["complaint.page-owner", found.Code]}</p>""") : Html.Of($"""<p>{found.Next}</p>"""))}
            {(found.History is null ? Html.None : Html.Of($"""<section><h2>{words["complaint.page-history"]}</h2><ol class="history">{Html.Each(found.History, line => Html.Of($"<li>{line}</li>"))}</ol></section>"""))}
            <p class="act"><a class="button" href="/chat{Page.LinkQuery(words, $"start={StartPayload.Track(found.Code)}")}">{words["complaint.page-chat"]}</a></p>
            """), StatusCodes.Status200OK);
    }

    /// <summary>Whether a proof of erasure is ours; nothing else stands behind it.</summary>
    private Page Proof(Wording words, string code) => ErasureProof.Read(secret, code) is { } day
        ? PageOf(words, words["forget.proof-title"],
        Html.Of($"""<p class="lead">{words["forget.proof-genuine", code.Trim().ToUpperInvariant(), words.Date(day)]}</p>"""),
            StatusCodes.Status200OK)
        : PageOf(words, words["forget.proof-unknown-title"],
        Html.Of($"""<p class="lead">{words["forget.proof-unknown"]}</p>{Form(words)}"""), StatusCodes.Status404NotFound);

    private Page PageOf(Wording words, string title, Html body, int status) => new(words, $"{title} · {instansi.Value.Name}", Html.Of(
        $"""<div class="head"><h1>{title}</h1></div>{body}"""))
    {
        Instansi = instansi.Value.Name,
        Foot = words["complaint.page-foot"],
        Style = Style,
        Status = status,
        Keep = 0,
    };

    private static Html Form(Wording words) => Html.Of(
        $"""
        <form class="code" method="get" action="/cek">{(words.Language == "id" ? Html.None : Html.Of($"""<input type="hidden" name="lang" value="{words.Language}">"""))}
        <label>{words["complaint.page-ask"]} <input name="code" required maxlength="30" placeholder="K7QF-3MXW-E" spellcheck="false" autocomplete="off" autocapitalize="characters"></label>
        <button>{words["complaint.page-check"]}</button></form>
        """);
}
