using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Bot.Telegram;

/// <summary>Who opened a Mini App, as the platform signed it.</summary>
/// <param name="Address">Their address on the channel.</param>
/// <param name="Signature">What must not be used a second time.</param>
/// <param name="Until">When it is too old.</param>
internal sealed record MiniAppUser(string Address, string Signature, DateTimeOffset Until);

/// <summary>
/// Checks the init data of a Mini App as Telegram documents it ("Validating data received via the Mini App"): every field but the hash,
/// sorted, under a key that only holders of the bot's token can make.
/// </summary>
internal sealed class InitData(IOptions<TelegramOptions> options, TimeProvider time)
{
    private const int LongestData = 8192;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    /// <summary>Null for data that is forged, incomplete, too old or from the future; and where Telegram is off.</summary>
    public MiniAppUser? Read(string? data)
    {
        if (!options.Value.IsOn || data is not { Length: > 0 and <= LongestData }) return null;
        var fields = QueryHelpers.ParseQuery(data);
        if (fields.Any(f => f.Value.Count != 1) || fields.GetValueOrDefault("hash").ToString() is not { Length: 64 } hash) return null;
        var lines = fields.Where(f => f.Key != "hash").OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}");
        var key = HMACSHA256.HashData("WebAppData"u8, Encoding.UTF8.GetBytes(options.Value.Token));
        var ours = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(hash))) return null;
        return SignedAt(fields.GetValueOrDefault("auth_date").ToString()) is { } at && IsFresh(at)
            && UserOf(fields.GetValueOrDefault("user").ToString()) is { } user ? new MiniAppUser(user, hash, at + Fresh) : null;
    }

    private bool IsFresh(DateTimeOffset at) => at <= time.GetUtcNow() + Ahead && at >= time.GetUtcNow() - Fresh;

    private static DateTimeOffset? SignedAt(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    private static string? UserOf(string? json)
    {
        try
        {
            using var user = JsonDocument.Parse(json ?? "");
            return user.RootElement.TryGetProperty("id", out var id) && id.TryGetInt64(out var number)
                ? number.ToString(CultureInfo.InvariantCulture) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
