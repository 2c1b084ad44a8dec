using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>The settings under <c>Push</c>: calls to the browsers of people who complained there.</summary>
internal sealed class PushOptions
{
    /// <summary>Whether a browser that can is offered it.</summary>
    public bool On { get; set; } = true;

    /// <summary>
    /// The push services that we call, by host, with <c>*.</c> for any below; those of the browsers that there are. A browser names its
    /// service itself, so what is not named here is refused.
    /// </summary>
    public string Services { get; set; } =
        "fcm.googleapis.com updates.push.services.mozilla.com *.push.apple.com *.notify.windows.com";

    /// <summary>Whether an address may be a browser's subscription: https, one of the services, not endless.</summary>
    internal bool Knows(string? endpoint) => endpoint is { Length: <= EndpointMax }
        && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0
        && Array.Exists(Hosts, known => Fits(known, uri));

    internal string[] Hosts => Services.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private const int EndpointMax = 1000;

    private static bool Fits(string known, Uri uri)
    {
        var host = uri.IsDefaultPort ? uri.IdnHost : uri.Authority;
        return known.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(known[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(known, StringComparison.OrdinalIgnoreCase);
    }
}

internal sealed class CheckPushOptions : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) =>
        options.Hosts.Length > 0 && Array.TrueForAll(options.Hosts, IsHost) ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(
            "Push:Services must name hosts such as fcm.googleapis.com or *.push.apple.com, with spaces between: leave it out for the usual ones.");

    private static bool IsHost(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return Uri.TryCreate($"https://{name}/", UriKind.Absolute, out var uri) && uri.Authority == name && !name.Contains('/');
    }
}
