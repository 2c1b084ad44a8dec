namespace Bot.Web;

/// <summary>Sets of HTTP's methods.</summary>
internal static class Verbs
{
    /// <summary>
    /// GET, and HEAD for whoever only asks whether a page is there. It is given to <c>MapMethods</c> at each address: the build writes the
    /// way from a request to its handler for calls that it sees, and for no others.
    /// </summary>
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
}
