using Bot.Web.Pages;
using Core.Texts;

namespace Bot.Web.News;

/// <summary>The addresses that stand in mails.</summary>
internal static class NewsLinks
{
    public static string Talk(WebOptions web) => $"{Base(web)}/chat";

    public static string Confirm(WebOptions web, long id, string proof, Wording words) =>
        $"{Base(web)}/kabar/ya/{id}/{proof}{Page.LinkQuery(words)}";

    public static string Stop(WebOptions web, long id, string proof, Wording words) =>
        $"{Base(web)}/kabar/berhenti/{id}/{proof}{Page.LinkQuery(words)}";

    private static string Base(WebOptions web) => web.Public;
}
