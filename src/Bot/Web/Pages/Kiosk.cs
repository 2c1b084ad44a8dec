using Core.Messaging;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>A counter's tablet: four faces, one tap, thanks, and back to the start. It works without scripts.</summary>
internal sealed class Kiosk(UnitCatalog units, TakeQuickRating take, Scoreboard board, TalkLinks links)
{
    /// <summary>Faces below "Baik", after which the tablet asks why.</summary>
    private const int BadFace = 2;

    private static readonly string ScreenStyle = OwnFiles.Text("kiosk.css");

    public IResult Show(HttpContext http, string code, string? thanks, int? face, string? why)
    {
        var words = Page.LanguageOf(http);
        if (units.Find(code) is not { Active: true } unit) return board.Missing(words, "page.no-unit");
        if (why is not null) return Why(words, unit, http.Request);
        return thanks is null ? Start(words, unit)
            : Message(words, unit, "kiosk.thanks", "kiosk.thanks-more", more: AfterTap(words, unit, thanks, face));
    }

    public async Task<IResult> Tap(HttpContext http, string code)
    {
        var words = Page.LanguageOf(http);
        if (!FromHere.Comes(http.Request)) return board.Missing(words, "kiosk.foreign", StatusCodes.Status403Forbidden);
        if (units.Find(code) is not { Active: true } unit) return board.Missing(words, "page.no-unit");
        if (await ReadForm.Of(http) is not { } form) return board.Missing(words, "kiosk.bad", StatusCodes.Status400BadRequest);
        if (Guid.TryParse(form["undo"], out var slip)) return await Undo(http, words, unit, slip);
        if (!int.TryParse(form["value"], out var value) || value is < 1 or > 4 || !Guid.TryParse(form["key"], out var key))
            return board.Missing(words, "kiosk.bad", StatusCodes.Status400BadRequest);
        return await take.Do(unit, value, key, http.Connection.RemoteIpAddress) switch
        {
            Tapped.TooFast => Message(words, unit, "kiosk.slow", "kiosk.slow-more", StatusCodes.Status429TooManyRequests),
            Tapped.TooSoon => Message(words, unit, "kiosk.wait", "kiosk.wait-more"),
            _ => new SeeOther($"/kiosk/{unit.Code}{Page.LinkQuery(words, $"thanks={key:N}&face={value}")}"),
        };
    }

    private async Task<IResult> Undo(HttpContext http, Wording words, Unit unit, Guid key) =>
        await take.Undo(unit, key, http.Connection.RemoteIpAddress)
        ? Message(words, unit, "kiosk.undone", "kiosk.undone-more")
        : Message(words, unit, "kiosk.too-late", "kiosk.too-late-more");

    /// <summary>A slip can be taken back, and after a bad face the reason told, each by one press.</summary>
    private static Html AfterTap(Wording words, Unit unit, string thanks, int? face) => !Guid.TryParse(thanks, out var key) ? Html.None
        : Html.Of(
        $"""
        <div class="after"><form class="slip" method="post" action="/kiosk/{unit.Code}{Page.LinkQuery(words)}"><button name="undo" value="{key.ToString("N")}">{words["kiosk.undo"]}</button></form>
        {(face <= BadFace ? Html.Of($"""<a class="button" href="/kiosk/{unit.Code}{Page.LinkQuery(words, "why=1")}">{words["kiosk.why"]}</a>""") : Html.None)}</div>
        """);

    /// <summary>The code that opens a complaint on one's own phone: a story is not written at a counter with others behind.</summary>
    private Page Why(Wording words, Unit unit, HttpRequest request) => Message(words, unit, "kiosk.why-title", "kiosk.why-more",
        more: Html.Of($"""<div class="code">{Poster.Code(links.Best(request, StartPayload.Complain(unit.Code)), words, "poster.complain-code")}</div>"""), stays: "long ");

    private static Page Start(Wording words, Unit unit) =>
        Screen(words, unit, Html.Of($"""<h1 class="ask">{words["kiosk.ask"]}</h1>{Form(words, unit, "")}"""));

    /// <summary>What is said covers the screen for five seconds; then the start is there again, without loading anything.</summary>
    private static Page Message(Wording words, Unit unit, string key, string text, int status = StatusCodes.Status200OK,
        Html more = default, string stays = "") => Screen(words, unit, Html.Of(
        $"""
        <div class="{stays}said" role="status">{(stays.Length > 0 ? Html.None : SmileyIcons.Draw(status == StatusCodes.Status200OK ? 4 : 2))}<h1>{words[key]}</h1><p>{words[text]}</p>{more}</div>
        <h2 class="{stays}ask then">{words["kiosk.ask"]}</h2>{Form(words, unit, $"{stays}then")}
        """)) with
        { Status = status };

    private static Html Form(Wording words, Unit unit, string when) => Html.Of(
        $"""
        <form class="{when}" method="post" action="/kiosk/{unit.Code}{Page.LinkQuery(words)}"><input type="hidden" name="key" value="{Guid.NewGuid().ToString("N")}">
        {Html.Each(Enumerable.Range(1, 4), v => Html.Of($"""<button name="value" value="{v}" class="f{v}">{SmileyIcons.Draw(v)}<span>{words[$"kiosk.face-{v}"]}</span></button>"""))}
        </form>
        """);

    private static Page Screen(Wording words, Unit unit, Html body)
    {
        var other = words.Language == "id" ? "en" : "id";
        var link = $"/kiosk/{unit.Code}{Page.LinkQuery(Wording.Of(other))}";
        return new Page(words, $"{words["kiosk.title"]} · {unit.Name}", Html.Of(
            $"""
            <p class="where">{unit.Name} <a href="{link}" lang="{other}">{Wording.Of(other)["page.language-name"]}</a></p>
            {body}
            <p class="small">{words["kiosk.promise"]}</p>
            """))
        { Style = ScreenStyle, BodyClass = "kiosk", Keep = 0 };
    }
}

/// <summary>After a form: look there, so that loading the page again does not send the form again.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
