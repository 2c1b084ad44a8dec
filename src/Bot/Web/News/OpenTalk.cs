using Bot.Web.Chat;
using Bot.Web.Pages;
using Core.News;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>
/// Opens a talk on another device by its private link. The token stands behind the # of the link, which browsers send nowhere; the page
/// takes it out of the address and exchanges it, on a press, for the talk's cookie. Whoever made it may have put it over a poster, to read
/// what others write there: so the page says who reads along, and a talk of one's own stands first.
/// </summary>
internal sealed class OpenTalk(KeepTalkLinks links, ChatVisitor visitor, LimitLookUps limit, IOptions<InstansiOptions> instansi)
{
    private static readonly string Script = OwnFiles.Text("news.js");

    public IResult Ask(HttpContext http)
    {
        NewsPage.Quiet(http);
        var words = Page.LanguageOf(http);
        return NewsPage.Sheet(words, words["news.open-title"], instansi.Value.Name, Html.Of(
            $"""
            <form id="open-go" method="post" action="/chat/buka{Asked(http, words)}" hidden><p class="lead">{words["news.open-who"]}</p>
            <input type="hidden" id="open-token" name="token"><section><button name="do" value="own">{words["news.open-own"]}</button></section>
            <section><p>{words["news.open-how"]}</p><button name="do" value="open" class="quiet">{words["news.open-go"]}</button></section></form>
            <p id="open-none" class="lead">{words["news.open-none"]}</p>
            """)) with
        { Script = Script };
    }

    public async Task<IResult> Exchange(HttpContext http)
    {
        NewsPage.Quiet(http);
        var words = Page.LanguageOf(http);
        if (limit.TooMany(http.Connection.RemoteIpAddress) is not null || !FromHere.Comes(http.Request)
            || await ReadForm.Of(http) is not { } form)
            return Gone(http);
        var cookie = await links.Open($"{form["token"]}");
        if (form["do"] == "own")
        {
            if (cookie is not null && cookie == ChatVisitor.SecretOf(http.Request)) visitor.Begin(http);
        }
        else if (cookie is not null)
        {
            visitor.Give(http, cookie);
        }
        else
        {
            return Gone(http);
        }

        return new SeeOther($"/chat{Asked(http, words)}");
    }

    /// <summary>The talk keeps its own language on a device that speaks another, unless the link asked for one.</summary>
    private static string Asked(HttpContext http, Wording words) =>
        SpokenLanguage.Asked(http.Request) is null ? "" : Page.LinkQuery(words);

    private Page Gone(HttpContext http)
    {
        var words = Page.LanguageOf(http);
        return NewsPage.Sheet(words, words["news.open-gone"], instansi.Value.Name, Html.Of(
            $"""<p class="lead">{words["news.open-gone-how"]}</p>""")) with
        { Status = StatusCodes.Status404NotFound };
    }
}
