using Bot.Web.Pages;
using Core.Complaints;
using Core.Complaints.Desk;
using Core.Messaging;
using Core.People;
using Core.Texts;

namespace Bot.Web.Desk;

/// <summary>What every page of the desk has around it.</summary>
internal static class DeskFrame
{
    private static readonly string Style = OwnFiles.Text("desk.css");
    private static readonly string Script = OwnFiles.Text("desk.js");

    public static Page Page(HttpContext http, string instansi, string title, Html body, int status = StatusCodes.Status200OK)
    {
        var (visit, words) = (DeskDoor.VisitOf(http), DeskDoor.WordsOf(http));
        return new Page(words, $"{title} · {words["meja.title"]}", Html.Of($"""{Nav(visit, words)}{body}"""))
        {
            Instansi = instansi,
            Foot = words["meja.foot"],
            Style = Style,
            Script = Script,
            BodyClass = "desk",
            Status = status,
            Keep = 0,
        };
    }

    /// <summary>What makes a form our own.</summary>
    public static Html Token(DeskVisit visit) => Html.Of($"""<input type="hidden" name="t" value="{visit.FormToken}">""");

    /// <summary>A select with its choices; the chosen one is marked.</summary>
    public static Html Select(string name, string label, string? chosen, IEnumerable<(string Value, string Label)> options) => Html.Of(
        $"""
        <label>{label} <select name="{name}">{Html.Each(options, o => o.Value == (chosen ?? "")
            ? Html.Of($"""<option value="{o.Value}" selected>{o.Label}</option>""")
            : Html.Of($"""<option value="{o.Value}">{o.Label}</option>"""))}</select></label>
        """);

    private static Html Nav(DeskVisit visit, Wording words) => Html.Of(
        $"""
        <nav class="desk-nav" aria-label="{words["meja.title"]}">
        <a href="/meja">{words["meja.nav.list"]}</a>
        {(ComplaintRights.TakesIn(visit.Who) ? Html.Of($"""<a href="/meja/terima">{words["meja.nav.take-in"]}</a>""") : Html.None)}
        <a href="/meja/jawaban">{words["meja.nav.canned"]}</a>
        {(CommandRights.Allow(Commands.Paper, visit.Who) ? Html.Of($"""<a href="/meja/kertas">{words["meja.nav.paper"]}</a>""") : Html.None)}
        <a href="/meja/buku">{words["meja.nav.register"]}</a>
        <a href="/layar">{words["meja.nav.wall"]}</a>
        <form method="post" action="/meja/keluar">{Token(visit)}<button class="plain">{words["meja.nav.leave"]}</button></form>
        </nav>
        """);
}
