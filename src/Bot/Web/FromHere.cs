namespace Bot.Web;

/// <summary>Tells forms of our own pages from those of other sites.</summary>
internal static class FromHere
{
    /// <summary>
    /// Browsers say where a form comes from; one that says nothing at all (an old one) has no other site's form either way.
    /// </summary>
    public static bool Comes(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site]) return site is "same-origin" or "none";
        return request.Headers.Origin is not [{ } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}
