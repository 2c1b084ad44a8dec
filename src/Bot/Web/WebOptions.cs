using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>The settings under <c>Web</c>.</summary>
public sealed class WebOptions
{
    /// <summary>Where the web server listens.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The address that people see, such as <c>https://suara.kota.go.id</c>; empty when it is <see cref="Url"/>.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Whether the chat in the browser is open.</summary>
    public bool Chat { get; set; } = true;

    /// <summary>For how many days a talk in the browser can be read again.</summary>
    public int KeepDays { get; set; } = 7;

    /// <summary>For how many days uploaded files stay; longer than talks, since complaints point to them.</summary>
    public int KeepUploadDays { get; set; } = 365;

    /// <summary>The largest file that may be uploaded, in megabytes.</summary>
    public int UploadMegabytes { get; set; } = 20;

    /// <summary>Where uploaded files lie; never inside a folder that a web server shows.</summary>
    public string UploadFolder { get; set; } = "data/web-uploads";

    /// <summary>The longest message that a person may send, in UTF-16 units.</summary>
    public int TextMax { get; set; } = 4096;

    /// <summary>How many messages one browser may send in a minute.</summary>
    public int PostsPerMinute { get; set; } = 60;

    /// <summary>How many messages may come from one network address in a minute; many people share one.</summary>
    public int PostsPerMinutePerIp { get; set; } = 600;

    /// <summary>How many complaint codes may be looked up from one network address in a minute, so that nobody can try codes out.</summary>
    public int CodesPerMinutePerIp { get; set; } = 30;

    /// <summary>How many one-tap ratings of a counter's tablet count in an hour; more are kept and shown apart.</summary>
    public int TapsPerHour { get; set; } = 120;

    /// <summary>How many new browsers one network address may bring to the chat in an hour; many people share one.</summary>
    public int NewChatsPerHourPerIp { get; set; } = 300;

    /// <summary>How many open chats may listen from one network address.</summary>
    public int StreamsPerIp { get; set; } = 200;

    /// <summary>
    /// Whether a proxy stands before us, whose word about the visitor's address and https is taken. Never with a port that
    /// others can reach: anybody could then pretend to come from anywhere.
    /// </summary>
    public bool TrustProxy { get; set; }

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
        string.IsNullOrWhiteSpace(web.UploadFolder) ? "Web:UploadFolder is empty. Write a folder such as data/web-uploads." : null,
        Range("KeepDays", web.KeepDays, 1, 365),
        Range("KeepUploadDays", web.KeepUploadDays, 1, 3650),
        Range("UploadMegabytes", web.UploadMegabytes, 1, 100),
        Range("TextMax", web.TextMax, 200, 20000),
        Range("PostsPerMinute", web.PostsPerMinute, 5, 1_000_000),
        Range("PostsPerMinutePerIp", web.PostsPerMinutePerIp, 5, 1_000_000),
        Range("CodesPerMinutePerIp", web.CodesPerMinutePerIp, 3, 1_000_000),
        Range("TapsPerHour", web.TapsPerHour, 1, 100_000),
        Range("NewChatsPerHourPerIp", web.NewChatsPerHourPerIp, 1, 1_000_000),
        Range("StreamsPerIp", web.StreamsPerIp, 1, 1_000_000),
    }.OfType<string>();

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url.Replace("//*", "//any").Replace("//+", "//any"), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static string? Range(string key, int value, int least, int most) =>
        value >= least && value <= most ? null : $"Web:{key} is {value}. Write a whole number from {least} to {most}.";
}
