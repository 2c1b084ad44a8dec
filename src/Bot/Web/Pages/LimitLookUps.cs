using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>Counts how many codes are looked up from one network address, so that nobody can find complaints by trying codes out.</summary>
internal sealed class LimitLookUps(IOptions<WebOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limit = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.CodesPerMinutePerIp, Window = Window }));

    /// <summary>Null when one more may be looked up; else the seconds after which it may.</summary>
    public int? TooMany(IPAddress? from)
    {
        using var lease = _limit.AttemptAcquire(NetworkOf(from));
        if (lease.IsAcquired) return null;
        return (int)Math.Ceiling((lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window).TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>An IPv6 visitor has a whole network (/64) of addresses to change between; an IPv4 one has the one.</summary>
    private static string NetworkOf(IPAddress? from)
    {
        if (from is null) return "";
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        return from.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(from.GetAddressBytes().AsSpan(0, 8)) : from.ToString();
    }
}
