using Core.Messaging;
using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>What a citizen can do here, before any number: rate, complain, look up a code, ask.</summary>
internal static class ActionsPart
{
    public static Html Of(Wording words, TalkLinks links, HttpRequest request, Unit? unit = null) => Html.Of(
        $"""
        <nav class="actions" aria-label="{words["actions.label"]}">
        <a class="button" href="{links.Button(request, StartPayload.Rate(unit?.Code), words)}">{words["actions.rate"]}</a>
        <a class="button" href="{links.Button(request, StartPayload.Complain(unit?.Code), words)}">{words["actions.complain"]}</a>
        <a class="button" href="/cek{Page.LinkQuery(words)}">{words["actions.track"]}</a>
        <a class="button" href="{links.Button(request, StartPayload.AskInformation(), words)}">{words["actions.ask"]}</a>
        </nav>
        """);
}
