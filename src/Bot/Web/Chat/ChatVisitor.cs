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
    public static string? SecretOf(HttpRequest request) => request.Cookies[Cookie] is { Length: 43 } secret ? secret : null;

    /// <summary>Gives the browser a cookie, or a longer life to the one it has.</summary>
    public void Welcome(HttpContext http) =>
        Give(http, SecretOf(http.Request) ?? WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>From here on the browser is who holds this cookie.</summary>
    public void Give(HttpContext http, string secret)
    {
        http.Response.Cookies.Append(Cookie, secret, new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps || options.Value.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase),

            // Not Strict: a link on another site would then arrive without the cookie, and the person would lose the talk.
            SameSite = SameSiteMode.Lax,

            // Everything of ours, since the page of a complaint shows its history to the browser that filed it.
            Path = BasePath.OfCookie(http.Request),
            MaxAge = Life,
            IsEssential = true,
        });
    }
}
