namespace Bot.Web;

/// <summary>
/// Addresses that are read: GET, and HEAD for whoever only asks whether a page is there. They are given to <c>MapMethods</c> where an
/// address is mapped, since the build writes the way from a request to its handler for calls that it sees, and for no others.
/// </summary>
internal static class Reading
{
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
}
