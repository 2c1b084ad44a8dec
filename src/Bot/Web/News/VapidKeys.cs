using System.Numerics;
using System.Security.Cryptography;
using Core.People;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Bot.Web.News;

/// <summary>
/// By what push services know us (VAPID, RFC 8292): a pair of keys that is derived from the instansi's secret, so that it is made with it
/// at the first start, lies in the same file, is in its backup, and is the same at every worker.
/// </summary>
internal sealed class VapidKeys(SecretKey secret, IOptions<WebOptions> web)
{
    private static readonly BigInteger Order =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber);

    private readonly Lazy<(string Public, string Private)> _keys = new(() => Make(secret));

    /// <summary>What a browser is given, so that it takes pushes from us alone.</summary>
    public string Public => _keys.Value.Public;

    /// <summary>Signs for the push services; who runs them finds us by the address.</summary>
    public VapidAuthentication Sign() => new(_keys.Value.Public, _keys.Value.Private)
    {
        Subject = web.Value.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? web.Value.PublicUrl : "https://localhost",
    };

    private static (string Public, string Private) Make(SecretKey secret)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Number(secret) });
        var made = key.ExportParameters(includePrivateParameters: true);
        byte[] point = [4, .. made.Q.X!, .. made.Q.Y!];
        return (WebEncoders.Base64UrlEncode(point), WebEncoders.Base64UrlEncode(made.D!));
    }

    /// <summary>A number of the curve: the first that fits, and nearly every one does.</summary>
    private static byte[] Number(SecretKey secret)
    {
        for (var round = 0; ; round++)
        {
            var bytes = secret.For($"vapid {round}");
            var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
            if (number > 0 && number < Order) return bytes;
        }
    }
}
