using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Core.Texts;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Chat;

/// <summary>The page of the chat with its style and script, from inside the assembly; words come from the wording files.</summary>
internal sealed partial class ChatPage(ChatVisitor visitor, ChatSpeech speech, IOptions<InstansiOptions> instansi,
    IOptions<WebOptions> options)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        + "connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string Html = Resource("chat.html");
    private static readonly string Css = Bare(Resource("chat.css"));
    private static readonly string Script = Bare(Resource("chat.js"));
    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Css + Script)))[..12];

    /// <summary>The page in the language of the talk, which a choice in the address changes too.</summary>
    public async Task<IResult> Show(HttpContext http)
    {
        visitor.Welcome(http);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept-Language";
        var spoken = SpokenLanguage.Asked(http.Request);
        if (ChatVisitor.AddressOf(http.Request) is { } address)
            spoken = spoken is null ? await speech.Of(address) : await speech.Choose(address, spoken);
        if (spoken is not null) SpokenLanguage.Keep(http, spoken);
        var wording = spoken is null ? SpokenLanguage.Of(http.Request) : Wording.Of(spoken);
        return Results.Content(Place().Replace(Html, place => Fill(place.Groups[1].Value, wording, http.Request.PathBase)),
            "text/html; charset=utf-8");
    }

    /// <summary>The style sheet.</summary>
    public static IResult Style(HttpContext http) => Asset(http, Css, "text/css; charset=utf-8");

    /// <summary>The script.</summary>
    public static IResult Code(HttpContext http) => Asset(http, Script, "text/javascript; charset=utf-8");

    /// <summary>What every answer of the chat tells the browser about safety.</summary>
    internal static void AddHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private string Fill(string name, Wording wording, PathString below) => name switch
    {
        "root" => $"{below}/",
        "language" => wording.Language,
        "version" => Version,
        "instansi" => WebUtility.HtmlEncode(instansi.Value.Name),
        "text-max" => $"{options.Value.TextMax}",
        "upload-max" => $"{options.Value.UploadMegabytes}",
        "texts" => JsonSerializer.Serialize(wording.Keys.Where(k => k.StartsWith("chat.page-", StringComparison.Ordinal))
            .ToDictionary(k => k["chat.page-".Length..], k => wording[k])),
        _ => WebUtility.HtmlEncode(wording[name]),
    };

    /// <summary>Without indents and lines of remarks: what only a reader of the code needs is not sent over a slow line.</summary>
    private static string Bare(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)));

    private static IResult Asset(HttpContext http, string content, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Content(content, type);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Bot.Web.{name}")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([a-z.-]+)\}\}")]
    private static partial Regex Place();
}
