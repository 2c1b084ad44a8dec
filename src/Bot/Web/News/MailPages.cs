using Bot.Web.Pages;
using Core.News;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>
/// Where the links of mails lead. Programs open links before people do, so nothing happens before a press; only the mail program's own
/// way to end a list (RFC 8058) posts at once.
/// </summary>
internal sealed class MailPages(KeepWays ways, IOptions<InstansiOptions> instansi)
{
    public IResult AskConfirm(HttpContext http, long id, string proof) => Ask(http, $"/kabar/ya/{id}/{proof}", "news.confirm");

    public async Task<IResult> Confirm(HttpContext http, long id, string proof) =>
        await ways.Confirm(id, proof) ? Said(http, "news.confirmed") : Said(http, "news.confirm-late", StatusCodes.Status404NotFound);

    public IResult AskStop(HttpContext http, long id, string proof) => Ask(http, $"/kabar/berhenti/{id}/{proof}", "news.mail-end");

    public async Task<IResult> Stop(HttpContext http, long id, string proof) =>
        await ways.Stop(id, proof) ? Said(http, "news.mail-ended") : Said(http, "news.confirm-late", StatusCodes.Status404NotFound);

    private Page Ask(HttpContext http, string address, string key)
    {
        NewsPage.Quiet(http);
        var words = Page.LanguageOf(http);
        return NewsPage.Sheet(words, words[key], instansi.Value.Name, Html.Of(
            $"""<form method="post" action="{address}{Page.LinkQuery(words)}"><p class="lead">{words[key + "-how"]}</p><section><button>{words[key + "-go"]}</button></section></form>"""));
    }

    private Page Said(HttpContext http, string key, int status = StatusCodes.Status200OK)
    {
        NewsPage.Quiet(http);
        var words = Page.LanguageOf(http);
        return NewsPage.Sheet(words, words[key], instansi.Value.Name, Html.Of(
            $"""<p class="lead">{words[key + "-how"]}</p><p class="act"><a class="button" href="/chat{Page.LinkQuery(words)}">{words["news.to-talk"]}</a></p>""")) with
        { Status = status };
    }
}
