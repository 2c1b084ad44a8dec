using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>Counts how many codes are looked up from one network address, so that nobody can find complaints by trying codes out.</summary>
internal sealed class LimitLookUps(IOptions<WebOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limit = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetFixedWindowLimiter(network,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.CodesPerMinutePerIp, Window = Window }));

    /// <summary>Null when one more may be looked up; else the seconds after which it may.</summary>
    public int? TooMany(IPAddress? from)
    {
        using var lease = _limit.AttemptAcquire(Network.Of(from));
        if (lease.IsAcquired) return null;
        return (int)Math.Ceiling((lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window).TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();
}
