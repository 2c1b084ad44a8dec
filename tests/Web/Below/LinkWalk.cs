using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Tests.Web.Below;

/// <summary>
/// Walks over addresses of the service, over all that they lead to, and collects every address that an answer names: links, forms, files,
/// redirects, cookies' paths, and what stands in data and scripts. What leaves the path below which the service is served is kept as wrong.
/// </summary>
/// <param name="http">The service, without following redirects.</param>
/// <param name="below">The path; empty for none.</param>
/// <param name="cut">Whether a proxy cuts it off on the way.</param>
internal sealed partial class LinkWalk(HttpClient http, string below, bool cut)
{
    private static readonly string[] Holding = ["href", "src", "action", "formaction", "data-from", "data-root"];
    private readonly HashSet<string> _seen = [];
    private readonly Queue<string> _next = new();

    public string? Cookie { get; set; }

    /// <summary>Addresses that leave the path, and those that fail.</summary>
    public SortedSet<string> Wrong { get; } = [];

    /// <summary>
    /// Every address of ours that was named, without the path, the drawn codes and keys, where, and what became of it: for comparing two
    /// walks.
    /// </summary>
    public SortedSet<string> Named { get; } = [];

    /// <summary>Goes to these addresses, written from / on, and to all that they link to.</summary>
    public async Task Go(params string[] addresses)
    {
        foreach (var address in addresses) await Look(address);
        while (_next.TryDequeue(out var address)) await Look(address);
    }

    /// <summary>Sends a form and looks at the answer.</summary>
    public async Task Post(string address, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sent(address))
        { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        await Ask(address, request);
        while (_next.TryDequeue(out var next)) await Look(next);
    }

    /// <summary>Pages of the service that were not looked at, but for those that cannot be read in one piece.</summary>
    public IEnumerable<string> Missed(EndpointDataSource routes) => routes.Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
        .Select(e => e.RoutePattern).Where(p => !_seen.Any(address => Fits(p, address))).Select(p => p.RawText!)
        .Except(["/chat/stream"]);

    private static bool Fits(RoutePattern pattern, string address) => Regex.IsMatch(address.Split('?', '#')[0], "^/" + string.Join('/',
        pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p =>
            p is RoutePatternLiteralPart l ? Regex.Escape(l.Content) : "[^/]+"))))
        + "$");

    private string Sent(string address) => cut ? address : below + address;

    private async Task Look(string address)
    {
        if (!_seen.Add(address.Split('#')[0])) return;
        using var request = new HttpRequestMessage(HttpMethod.Get, Sent(address.Split('#')[0]));
        await Ask(address, request);
    }

    private async Task Ask(string address, HttpRequestMessage request)
    {
        if (Cookie is not null) request.Headers.Add("Cookie", Cookie);
        using var answer = await http.SendAsync(request);
        var from = $"{request.Method} {Plain(address)}";
        if ((int)answer.StatusCode >= 500) Wrong.Add($"{from} fails ({(int)answer.StatusCode})");
        Named.Add($"{from} is {(int)answer.StatusCode}");
        if (answer.Headers.Location is { } to) Name(from, to.ToString(), follow: true);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            OfCookie(from, cookie);
        if (answer.Headers.TryGetValues("Service-Worker-Allowed", out var scope)) Name(from, scope.Single(), follow: false);
        var text = await answer.Content.ReadAsStringAsync();
        switch (answer.Content.Headers.ContentType?.MediaType)
        {
            case "text/html": await InPage(from, text); break;
            case "application/json" or "text/plain": InWords(from, text); break;
            case "text/javascript":
                foreach (Match own in FixedAddress().Matches(text)) Wrong.Add($"{from} holds a fixed address: {own.Value}");
                break;
        }
    }

    private void OfCookie(string from, string cookie)
    {
        var parts = cookie.Split("; ");
        if (parts[0].Split('=')[1].Length > 0) Cookie = Cookie is null ? parts[0] : $"{Cookie}; {parts[0]}";
        var path = parts.Single(p => p.StartsWith("path=", StringComparison.OrdinalIgnoreCase))[5..];
        if (below.Length > 0 && path != below && !path.StartsWith(below + "/", StringComparison.Ordinal))
            Wrong.Add($"{from} sets a cookie for {path}");
        Named.Add($"{from} cookie {(path == below ? "/" : path[below.Length..])}");
    }

    private async Task InPage(string from, string text)
    {
        var page = await new HtmlParser().ParseDocumentAsync(text);
        foreach (var element in page.All)
            foreach (var name in Holding)
                if (element.GetAttribute(name) is { } address)
                    Name($"{from} {name}", address, element.LocalName is "a" or "img" or "link" or "script" || name == "data-from");
        foreach (var script in page.QuerySelectorAll("script:not([type])"))
            foreach (Match own in FixedAddress().Matches(script.TextContent)) Wrong.Add($"{from} holds a fixed address: {own.Value}");
    }

    /// <summary>In data every text that begins with an address of ours, but for the names that OpenAPI gives to paths.</summary>
    private void InWords(string from, string text)
    {
        foreach (Match own in AnAddress().Matches(text))
            if (!from.EndsWith("openapi.json", StringComparison.Ordinal) || own.Groups[1].Value == below + "/")
                Name(from, own.Groups[1].Value, follow: false);
    }

    private void Name(string from, string address, bool follow)
    {
        if (address.Length == 0 || address[0] is '#' or '?' || address.StartsWith("data:", StringComparison.Ordinal)) return;
        if (address.StartsWith("http", StringComparison.Ordinal))
        {
            var uri = new Uri(address);
            if (uri.Authority != http.BaseAddress!.Authority) return;
            address = uri.PathAndQuery + uri.Fragment;
        }

        if (!address.StartsWith(below + "/", StringComparison.Ordinal))
        {
            Wrong.Add($"{from} leads to {address}");
            return;
        }

        var ours = address[below.Length..];
        Named.Add($"{from} {Plain(ours)}");
        if (follow) _next.Enqueue(ours);
    }

    private static string Plain(string address) => Drawn().Replace(address, "…");

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]|[0-9a-f]{32,}|(?<=[=#])[\\w-]{43}")]
    private static partial Regex Drawn();

    [GeneratedRegex("(?:\"| )((?:/[a-z]+){0,2}/(?:api|chat|cek|kiosk|unit|meja)?(?![a-z])[^\"\\s]*)")]
    private static partial Regex AnAddress();

    [GeneratedRegex("['\"`]/(?:api|cek|chat|kabar|kiosk|layar|meja|poster|qr|unit)\\b[^'\"`]*")]
    private static partial Regex FixedAddress();
}
