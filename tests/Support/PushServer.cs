using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Tests.Support;

/// <summary>
/// A push service over https on loopback, and the browser behind it: it holds the browser's keys, decrypts what comes (RFC 8188 and 8291),
/// checks the signature (RFC 8292), and goes wrong on demand.
/// </summary>
public sealed class PushServer : IAsyncDisposable
{
    private readonly ECDiffieHellman _browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Push> _pushes = new();

    private PushServer(WebApplication app) => _app = app;

    public static async Task<PushServer> Start()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        var server = new PushServer(builder.Build());
        server._app.Run(server.Take);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Host and port, as <c>Push:Services</c> names it.</summary>
    public string Host => $"localhost:{new Uri(_app.Urls.Single()).Port}";

    public string Endpoint => $"https://{Host}/send/langganan-1";

    /// <summary>What came and was taken or refused, in order.</summary>
    public IReadOnlyList<Push> Pushes => [.. _pushes];

    /// <summary>The answer to a push; 201 without it.</summary>
    public Func<HttpResponse, int>? Answer { get; set; }

    /// <summary>What the browser gives to the page.</summary>
    public string Subscription(string? endpoint = null) => JsonSerializer.Serialize(new
    {
        endpoint = endpoint ?? Endpoint,
        expirationTime = (long?)null,
        keys = new { p256dh = WebEncoders.Base64UrlEncode(Point(_browser)), auth = WebEncoders.Base64UrlEncode(_auth) },
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _browser.Dispose();
    }

    private async Task Take(HttpContext http)
    {
        using var memory = new MemoryStream();
        await http.Request.Body.CopyToAsync(memory);
        _pushes.Enqueue(new Push(Decrypt(memory.ToArray()), Claims($"{http.Request.Headers.Authorization}"),
            $"{http.Request.Headers.ContentEncoding}", $"{http.Request.Headers["TTL"]}", memory.Length));
        http.Response.StatusCode = Answer?.Invoke(http.Response) ?? StatusCodes.Status201Created;
    }

    private string Decrypt(byte[] body)
    {
        var (salt, sender) = (body[..16], body[21..(21 + body[20])]);
        using var from = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        var shared = _browser.DeriveRawSecretAgreement(from.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point(_browser), .. sender];
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var sealedText = body[(21 + body[20])..];
        var plain = new byte[sealedText.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, sealedText[..^16], sealedText[^16..], plain);
        return Encoding.UTF8.GetString(plain.AsSpan().TrimEnd((byte)0)[..^1]); // the last one is the mark of the end
    }

    /// <summary>The claims of a signature that is right; throws where it is not.</summary>
    private static (string Key, JsonElement Said) Claims(string header)
    {
        var parts = header["vapid ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var token = parts["t"].Split('.');
        var point = WebEncoders.Base64UrlDecode(parts["k"]);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        var right = key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), WebEncoders.Base64UrlDecode(token[2]),
            HashAlgorithmName.SHA256);
        return right ? (parts["k"], JsonSerializer.Deserialize<JsonElement>(WebEncoders.Base64UrlDecode(token[1])))
            : throw new CryptographicException("The signature is wrong.");
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    /// <summary>One push as the browser reads it.</summary>
    public sealed record Push(string Text, (string Key, JsonElement Said) Signed, string Encoding, string TimeToLive, long Bytes);
}
