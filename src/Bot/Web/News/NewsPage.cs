using System.Threading.RateLimiting;
using Bot.Web.Chat;
using Bot.Web.Pages;
using Core.News;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>
/// The page of somebody's own ways to hear of news: this browser, an e-mail address, and the private link that opens their talk on
/// another device. It works without scripts, but for the browser's own question.
/// </summary>
internal sealed class NewsPage(KeepWays keep, FindWays ways, KeepTalkLinks talkLinks, TalkLinks links, IOptions<MailOptions> mail,
    IOptions<InstansiOptions> instansi) : IDisposable
{
    private const string Path = "/chat/kabar";
    private const int MailsPerHour = 6;
    private const int MailsPerDayAndAddress = 4;

    private static readonly string Style = OwnFiles.Text("news.css");
    private static readonly string Script = OwnFiles.Text("news.js");

    private readonly PartitionedRateLimiter<string> _mails = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MailsPerHour, Window = TimeSpan.FromHours(1) }));

    /// <summary>By whatever networks and browsers: nobody's mailbox is filled with questions that its owner never asked for.</summary>
    private readonly PartitionedRateLimiter<string> _questions = PartitionedRateLimiter.Create<string, string>(mark =>
        RateLimitPartition.GetFixedWindowLimiter(mark,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MailsPerDayAndAddress, Window = TimeSpan.FromDays(1) }));

    public async Task<IResult> Show(HttpContext http, string? said)
    {
        var words = await WordsOf(http);
        return Who(http) is { } who ? await PageOf(http, words, who, said is "asked" or "stopped" or "ended" ? $"news.said-{said}" : null)
            : NoTalk(http, words);
    }

    /// <summary>One press of the page: <c>do</c> is <c>mail</c>, <c>stop</c>, <c>link</c> or <c>end</c>.</summary>
    public async Task<IResult> Do(HttpContext http)
    {
        var words = await WordsOf(http);
        if (!FromHere.Comes(http.Request) || Who(http) is not { } who || await ReadForm.Of(http) is not { } form)
            return NoTalk(http, words);
        switch ($"{form["do"]}")
        {
            case "mail":
                return await AskMail(http, words, who, $"{form["address"]}".Trim());
            case "stop" when long.TryParse(form["id"], out var id):
                await keep.Stop(who, id);
                return Back(words, "stopped");
            case "link" when ChatVisitor.SecretOf(http.Request) is { } secret:
                return await PageOf(http, words, who, null, await talkLinks.Make(who, secret));
            case "end":
                await talkLinks.End(who);
                return Back(words, "ended");
            default:
                return await PageOf(http, words, who, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mails.Dispose();
        _questions.Dispose();
    }

    private static ChatKey? Who(HttpContext http) =>
        ChatVisitor.AddressOf(http.Request) is { } address ? new ChatKey(WebChannel.ChannelName, address) : null;

    private static ValueTask<Wording> WordsOf(HttpContext http)
    {
        Quiet(http);
        return ValueTask.FromResult(Page.LanguageOf(http));
    }

    /// <summary>Nothing of these pages is told to any other, not even by whose link it is left.</summary>
    internal static void Quiet(HttpContext http) => http.Response.Headers["Referrer-Policy"] = "no-referrer";

    private static SeeOther Back(Wording words, string said) => new($"{Path}{Page.LinkQuery(words, $"said={said}")}");

    private async Task<IResult> AskMail(HttpContext http, Wording words, ChatKey who, string address)
    {
        if (!mail.Value.IsOn || !MailOptions.IsAddress(address)) return await PageOf(http, words, who, "news.said-no-address");
        using var byNetwork = _mails.AttemptAcquire(Network.Of(http.Connection.RemoteIpAddress));
        using var byAddress = _questions.AttemptAcquire(ways.MarkOf(WayKind.Mail, address));
        if (!byNetwork.IsAcquired || !byAddress.IsAcquired) return await PageOf(http, words, who, "news.said-slow");
        return await keep.AskMail(who, address, words.Language) ? Back(words, "asked") : NoTalk(http, words);
    }

    private Page NoTalk(HttpContext http, Wording words) => Sheet(words, words["news.title"], Html.Of(
        $"""<p class="lead">{words["news.no-talk"]}</p><p class="act"><a class="button" href="/chat{Page.LinkQuery(words)}">{words["news.to-talk"]}</a></p>"""))
        with
    { Status = http.Request.Method == HttpMethods.Post ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK };

    private async Task<Page> PageOf(HttpContext http, Wording words, ChatKey who, string? said, string? token = null)
    {
        var known = await ways.Of(who);
        return Sheet(words, words["news.title"], Html.Of(
            $"""
            {(said is null ? Html.None : Html.Of($"""<p class="said" role="status">{words[said]}</p>"""))}
            <p class="lead">{words["news.lead"]}</p>
            <section aria-labelledby="push"><h2 id="push">{words["news.push-title"]}</h2><p>{words["news.push-how"]}</p>
            {Html.Each(known.Where(w => w.Kind == WayKind.Push), w => Way(words, w, words["news.push-since", words.Date(w.Since)]))}
            <p><button id="push-on" type="button" hidden>{words["news.push-on"]}</button> <span id="push-said" role="status" data-refused="{words["news.push-denied"]}" data-failed="{words["news.push-failed"]}"></span></p></section>
            {(mail.Value.IsOn ? Mail(words, known) : Html.None)}
            {await Link(http, words, who, token)}
            <p class="act"><a class="button" href="/chat{Page.LinkQuery(words)}">{words["news.to-talk"]}</a></p>
            """)) with
        { Script = Script, Foot = words["news.foot"] };
    }

    private Html Mail(Wording words, IReadOnlyList<NewsWay> known) => Html.Of(
        $"""
        <section aria-labelledby="mail"><h2 id="mail">{words["news.mail-title"]}</h2><p>{words["news.mail-what"]}</p>
        {Html.Each(known.Where(w => w.Kind == WayKind.Mail), w => Way(words, w,
            words[w.Confirmed ? "news.mail-known" : "news.mail-unconfirmed", ways.Open(w)]))}
        <form method="post" action="{Path}{Page.LinkQuery(words)}#mail"><label>{words["news.mail-address"]} <input type="email" name="address" required maxlength="254" autocomplete="email"></label>
        <button name="do" value="mail">{words["news.mail-ask"]}</button></form></section>
        """);

    private static Html Way(Wording words, NewsWay way, string text) => Html.Of(
        $"""
        <form class="way" method="post" action="{Path}{Page.LinkQuery(words)}"><input type="hidden" name="id" value="{FindWays.AddressOf(way.Id)}"><span>{text}</span> <button name="do" value="stop" class="quiet">{words["news.stop"]}</button></form>
        """);

    private async Task<Html> Link(HttpContext http, Wording words, ChatKey who, string? token)
    {
        var since = token is null ? await talkLinks.Since(who) : null;
        var address = token is null ? "" : $"{links.Base(http.Request)}/chat/buka{Page.LinkQuery(words)}#{token}";
        return Html.Of(
            $"""
            <section aria-labelledby="link"><h2 id="link">{words["news.link-title"]}</h2><p>{words["news.link-how", CallReaders.KeepLinkDays]}</p>
            {(token is null ? Html.None : Html.Of($"""<p><label>{words["news.link-here"]} <input class="address" readonly value="{address}"></label></p><div class="code">{Poster.Code(address, words, "news.link-code")}</div><p>{words["news.link-once"]}</p>"""))}
            {(since is { } day ? Html.Of($"""<p>{words["news.link-since", words.Date(day)]}</p>""") : Html.None)}
            <form method="post" action="{Path}{Page.LinkQuery(words)}#link"><button name="do" value="link">{words[token is null && since is null ? "news.link-make" : "news.link-again"]}</button>
            {(token is null && since is null ? Html.None : Html.Of($"""<button name="do" value="end" class="quiet">{words["news.link-end"]}</button>"""))}</form></section>
            """);
    }

    private Page Sheet(Wording words, string title, Html body) => Sheet(words, title, instansi.Value.Name, body);

    internal static Page Sheet(Wording words, string title, string instansi, Html body) => new(words, $"{title} · {instansi}", Html.Of(
        $"""<div class="head"><h1>{title}</h1></div>{body}"""))
    {
        Instansi = instansi,
        Foot = words["page.made-with"],
        Style = Style,
        Keep = 0,
    };
}
