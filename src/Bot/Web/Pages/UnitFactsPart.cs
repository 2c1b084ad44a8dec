using Core.Texts;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>What a unit and its services tell of themselves: hours, address, telephone, requirements, cost, time.</summary>
internal sealed class UnitFactsPart(UnitFactsText facts, TalkLinks links)
{
    public Html Of(HttpRequest request, Wording words, Unit unit) => Html.Of(
        $"""
        <section class="about" aria-labelledby="about"><h2 id="about">{words["info.title"]}</h2>
        {Html.Each(facts.Of(unit, words), Line)}
        {(UnitPoint.MapOf(unit.MapPoint) is { } map ? Html.Of($"""<p><a href="{map}" rel="noreferrer">{words["info.map"]}</a></p>""") : Html.None)}
        {Html.Each(unit.Services.Where(s => s.Active && UnitFactsText.Knows(s)), s => Service(words, s))}
        <p><a href="{links.Button(request, $"tanya_{unit.Code}", words)}">{words["info.ask-page"]}</a></p></section>
        """);

    private static Html Line(string line) => Html.Of($"<p>{line}</p>");

    private static Html Service(Wording words, Service service) => Html.Of(
        $"""
        <h3>{service.Name}</h3>{Html.Each(UnitFactsText.Of(service, words), Line)}
        """);
}
