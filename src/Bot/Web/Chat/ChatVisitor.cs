using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>
/// Who a browser is: the holder of a random cookie. The database knows it by a hash only, so that whoever reads the
/// database cannot enter anybody's talk.
/// </summary>
internal sealed class ChatVisitor(IOptions<WebOptions> options)
{
    private const string Cookie = "suara-layanan";

    /// <summary>
    /// What browsers take from this host alone and over https alone: another site of the same domain (a hacked page of the city's) cannot
    /// put its own cookie in the place of ours, and then read what its visitor writes to us. It needs the whole host to be ours.
    /// </summary>
    private const string OfThisHostOnly = "__Host-";
    private const int SecretBytes = 32;
    private static readonly TimeSpan Life = TimeSpan.FromDays(400);

    /// <summary>The address of the browser; null when it holds no cookie of ours.</summary>
    public static string? AddressOf(HttpRequest request)
    {
        if (SecretOf(request) is not { } secret) return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret), hash);
        return WebEncoders.Base64UrlEncode(hash);
    }

    /// <summary>The cookie itself, by which a private link opens the same talk elsewhere; null when there is none.</summary>
    public static string? SecretOf(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: 43 } secret ? secret : null;

    /// <summary>Gives the browser a cookie, or a longer life to the one it has.</summary>
    public void Welcome(HttpContext http)
    {
        if (SecretOf(http.Request) is { } known) Give(http, known);
        else Begin(http);
    }

    /// <summary>Gives the browser a cookie that nobody else has, whatever it has.</summary>
    public void Begin(HttpContext http) => Give(http, WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>From here on the browser is who holds this cookie.</summary>
    public void Give(HttpContext http, string secret)
    {
        http.Response.Cookies.Append(NameFor(http.Request), secret, new CookieOptions
        {
            HttpOnly = true,
            Secure = IsSecure(http.Request, options.Value),

            // Not Strict: a link on another site would then arrive without the cookie, and the person would lose the talk.
            SameSite = SameSiteMode.Lax,

            // Everything of ours, since the page of a complaint shows its history to the browser that filed it.
            Path = BasePath.OfCookie(http.Request),
            MaxAge = Life,
            IsEssential = true,
        });
    }

    private static string NameFor(HttpRequest request)
    {
        var web = request.HttpContext.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
        return IsSecure(request, web) && !request.PathBase.HasValue ? OfThisHostOnly + Cookie : Cookie;
    }

    private static bool IsSecure(HttpRequest request, WebOptions web) =>
        request.IsHttps || web.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
