namespace Bot.Web;

/// <summary>Addresses that are read: GET, and HEAD for whoever only asks whether a page is there.</summary>
internal static class MapPages
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string pattern, Delegate show) =>
        app.MapMethods(pattern, Reading, show);
}
