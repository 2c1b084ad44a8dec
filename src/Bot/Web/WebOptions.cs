using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>The settings under <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>Where the web server listens.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The address that people see, such as <c>https://suara.kota.go.id</c>; empty when it is <see cref="Url"/>.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// The path below which a proxy serves us on a host with other things, such as <c>/suara</c>; empty on a host of our own.
    /// </summary>
    public string PathBase { get; set; } = "";

    /// <summary>Whether the chat in the browser is open.</summary>
    public bool Chat { get; set; } = true;

    /// <summary>Whether the desk for those who handle complaints is open (<c>/meja</c>).</summary>
    public bool Desk { get; set; } = true;

    /// <summary>For how many days a talk in the browser can be read again.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 7;

    /// <summary>For how many days an upload stays that no complaint has fetched; one that was fetched goes at once.</summary>
    [Range(1, 3650)]
    public int KeepUploadDays { get; set; } = 30;

    /// <summary>The largest file that may be uploaded, in megabytes.</summary>
    [Range(1, 100)]
    public int UploadMegabytes { get; set; } = 20;

    /// <summary>Where uploaded files lie; never inside a folder that a web server shows.</summary>
    public string UploadFolder { get; set; } = "data/web-uploads";

    /// <summary>The longest message that a person may send, in UTF-16 units.</summary>
    [Range(200, 20000)]
    public int TextMax { get; set; } = 4096;

    /// <summary>How many messages one browser may send in a minute.</summary>
    [Range(5, 1_000_000)]
    public int PostsPerMinute { get; set; } = 60;

    /// <summary>How many messages may come from one network address in a minute; many people share one.</summary>
    [Range(5, 1_000_000)]
    public int PostsPerMinutePerIp { get; set; } = 600;

    /// <summary>How many complaint codes may be looked up from one network address in a minute, so that nobody can try codes out.</summary>
    [Range(3, 1_000_000)]
    public int CodesPerMinutePerIp { get; set; } = 30;

    /// <summary>How many one-tap ratings of a counter's tablet count in an hour; more are kept and shown apart.</summary>
    [Range(1, 100_000)]
    public int TapsPerHour { get; set; } = 120;

    /// <summary>Seconds between two touches of one tablet that count; 0 for none.</summary>
    [Range(0, 60)]
    public int TapEverySeconds { get; set; } = 3;

    /// <summary>How many new browsers one network address may bring to the chat in an hour; many people share one.</summary>
    [Range(1, 1_000_000)]
    public int NewChatsPerHourPerIp { get; set; } = 300;

    /// <summary>How many open chats may listen from one network address.</summary>
    [Range(1, 1_000_000)]
    public int StreamsPerIp { get; set; } = 200;

    /// <summary>
    /// Whether a proxy stands before us, whose word about the visitor's address and https is taken. Never with a port that
    /// others can reach: anybody could then pretend to come from anywhere.
    /// </summary>
    public bool TrustProxy { get; set; }

    /// <summary>How many proxies stand one behind the other before us, such as a content network and our own.</summary>
    [Range(1, 10)]
    public int ProxyHops { get; set; } = 1;

    /// <summary>Networks of those proxies, such as <c>10.0.0.0/8, 173.245.48.0/20</c>; empty takes the word of whoever calls.</summary>
    public string ProxyNetworks { get; set; } = "";

    /// <summary>The networks of <see cref="ProxyNetworks"/>; null for one that cannot be read.</summary>
    internal IEnumerable<System.Net.IPNetwork?> Networks => ProxyNetworks
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(n => System.Net.IPNetwork.TryParse(n, out var network) ? network : (System.Net.IPNetwork?)null);

    /// <summary><see cref="PublicUrl"/> without a slash at its end.</summary>
    internal string Public => PublicUrl.TrimEnd('/');

    /// <summary>Where we are found: the address that people see, else the one where we listen. Without a slash at its end.</summary>
    internal string Address => PublicUrl.Length > 0 ? Public : Url.Split(';')[0].TrimEnd('/') + PathBase;

    /// <summary>The largest file in bytes.</summary>
    internal long UploadBytes => UploadMegabytes * 1024L * 1024L;
}

internal sealed class CheckWebOptions : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(WebOptions web) => new[]
    {
        web.Url.Split(';').All(IsWeb) ? null : $"Web:Url is \"{web.Url}\". Write an address such as http://127.0.0.1:5080.",
        web.PublicUrl.Length == 0 || IsWeb(web.PublicUrl)
            ? null : $"Web:PublicUrl is \"{web.PublicUrl}\". Leave it empty or write an address such as https://suara.kota.go.id.",
        PathProblem(web),
        web.Networks.All(n => n is not null) ? null
            : "Web:ProxyNetworks names something that is no network. Write such as 10.0.0.0/8, 173.245.48.0/20.",
        string.IsNullOrWhiteSpace(web.UploadFolder) ? "Web:UploadFolder is empty. Write a folder such as data/web-uploads." : null,
    }.OfType<string>();

    private static string? PathProblem(WebOptions web)
    {
        if (!BasePath.IsGood(web.PathBase))
            return "Web:PathBase must begin with / and not end with it, with letters, digits, - and _ between: write such as /suara.";
        if (Array.Find(BasePath.Ours, name => web.PathBase.Split('/').ElementAtOrDefault(1) == name) is { } ours)
            return $"Web:PathBase begins with /{ours}, which is an address of the service itself: write another such as /suara.";
        return !Uri.TryCreate(web.PublicUrl, UriKind.Absolute, out var seen) || seen.AbsolutePath.TrimEnd('/') == web.PathBase ? null
            : $"Web:PublicUrl is \"{web.PublicUrl}\" and Web:PathBase \"{web.PathBase}\": "
                + "the address that people see must end with the path, such as https://kota.go.id/suara and /suara.";
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url.Replace("//*", "//any").Replace("//+", "//any"), UriKind.Absolute, out var uri) && uri.Scheme is "http"
            or "https";

}
