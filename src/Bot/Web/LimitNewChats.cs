using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Bot.Web.Chat;
using Microsoft.Extensions.Options;

namespace Bot.Web;

/// <summary>
/// Counts the browsers that begin to talk from one network: a cookie costs nothing to make up, and each would have limits of its own.
/// Browsers that have talked before are let in.
/// </summary>
internal sealed class LimitNewChats(ChatTalk talk, IOptions<WebOptions> options) : IDisposable
{
    private const int Remembered = 20_000;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly PartitionedRateLimiter<string> _limit =
        PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetFixedWindowLimiter(
        network, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.NewChatsPerHourPerIp,
            Window = TimeSpan.FromHours(1)
        }));

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>Whether the browser may talk.</summary>
    internal async ValueTask<bool> LetsIn(string browser, string network)
    {
        if (_known.ContainsKey(browser)) return true;
        if (!await talk.Knows(browser))
        {
            using var permit = _limit.AttemptAcquire(network);
            if (!permit.IsAcquired) return false;
        }

        if (_known.Count >= Remembered) _known.Clear();
        _known[browser] = true;
        return true;
    }
}
