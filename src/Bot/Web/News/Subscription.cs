using System.Security.Cryptography;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Microsoft.AspNetCore.WebUtilities;

namespace Bot.Web.News;

/// <summary>What a browser gives so that we can push to it, as the page posts it.</summary>
/// <param name="Endpoint">The address at its push service.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record Subscription(string? Endpoint, SubscriptionKeys? Keys)
{
    private const int PointBytes = 65;
    private const int AuthBytes = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A stored one; null when it is none.</summary>
    public static Subscription? Read(string stored) => JsonSerializer.Deserialize<Subscription>(stored, Json);

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Whether the keys can be those of a browser: a point of the curve, and sixteen bytes.</summary>
    public bool HasKeys()
    {
        if (BytesOf(Keys?.P256dh) is not { Length: PointBytes } point || point[0] != 4 || BytesOf(Keys?.Auth) is not { Length: AuthBytes })
            return false;
        try
        {
            var q = new ECPoint { X = point[1..33], Y = point[33..] };
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = q });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public PushSubscription ForPush()
    {
        var push = new PushSubscription { Endpoint = Endpoint };
        push.SetKey(PushEncryptionKeyName.P256DH, Keys!.P256dh);
        push.SetKey(PushEncryptionKeyName.Auth, Keys.Auth);
        return push;
    }

    private static byte[]? BytesOf(string? text)
    {
        if (text is not { Length: > 0 and <= 100 }) return null;
        try
        {
            return WebEncoders.Base64UrlDecode(text.TrimEnd('='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>The browser's public key, and the secret that it shares with us.</summary>
internal sealed record SubscriptionKeys(string? P256dh, string? Auth);
