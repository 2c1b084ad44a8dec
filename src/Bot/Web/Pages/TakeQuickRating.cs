using System.Net;
using System.Threading.RateLimiting;
using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Units;
using Microsoft.Extensions.Options;

namespace Bot.Web.Pages;

/// <summary>What became of a tap.</summary>
internal enum Tapped
{
    /// <summary>It counts.</summary>
    Stored,

    /// <summary>The same tap came before, by a double press or by loading the page again.</summary>
    Repeated,

    /// <summary>Too soon after the one before for another person.</summary>
    TooSoon,

    /// <summary>More taps than people can make.</summary>
    TooFast,
}

/// <summary>
/// Stores a one-tap rating, once per shown page and no faster than people can tap; what is more than a counter's people tap in an hour is
/// kept apart.
/// </summary>
internal sealed class TakeQuickRating(WriteQueue writer, UnitCatalog units, IOptions<WebOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Keys are remembered in memory: a repeat after a restart, with the page still open, is the one that counts twice.</summary>
    private const int Remembered = 2000;
    private const int PerMinute = 30;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, long?> _known = [];
    private readonly Dictionary<Guid, Task<bool>> _undone = [];
    private readonly Queue<Guid> _order = new();
    private readonly Dictionary<(int Unit, string From), DateTimeOffset> _touched = [];
    private readonly TimeSpan _rest = TimeSpan.FromSeconds(options.Value.TapEverySeconds);

    private readonly PartitionedRateLimiter<(int Unit, string From)> _limit = Limit(PerMinute, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<(int Unit, string From)> _usual = Limit(options.Value.TapsPerHour, TimeSpan.FromHours(1));

    public async Task<Tapped> Do(Unit unit, int value, Guid key, IPAddress? from)
    {
        if (!Remember(key)) return Tapped.Repeated;
        var tablet = (unit.Id, Network.Of(from));
        using var permit = _limit.AttemptAcquire(tablet);
        if (!permit.IsAcquired) return Forget(key, Tapped.TooFast);
        if (!Touch(tablet)) return Forget(key, Tapped.TooSoon);
        using var usual = _usual.AttemptAcquire(tablet);
        try
        {
            var now = time.GetUtcNow();
            var step = usual.IsAcquired ? QuickStep.Young : QuickStep.Apart;
            var tap = new QuickRating { UnitId = unit.Id, Value = value, Month = LocalTime.MonthOf(now, units.ZoneOf(unit)), Step = step };
            await writer.Enqueue(write => CountTaps.Add(write.Db, tap));
            lock (_lock) _known[key] = tap.Id;
            return Tapped.Stored;
        }
        catch
        {
            Forget(key, Tapped.TooFast);
            throw;
        }
    }

    /// <summary>
    /// Takes the tap of a shown page back; false when it cannot be any more. Pressed again, it is taken back still. The next touch counts
    /// at once.
    /// </summary>
    public async Task<bool> Undo(Unit unit, Guid key, IPAddress? from)
    {
        Task<bool> undone;
        lock (_lock)
        {
            if (_undone.TryGetValue(key, out var earlier)) undone = earlier;
            else if (_known.TryGetValue(key, out var tap) && tap is { } id)
            {
                _touched.Remove((unit.Id, Network.Of(from)));
                undone = _undone[key] = writer.Enqueue(write => CountTaps.TakeBack(write.Db, unit.Id, id));
            }
            else return false;
        }

        try
        {
            return await undone;
        }
        catch
        {
            lock (_lock) _undone.Remove(key);
            throw;
        }
    }

    public void Dispose()
    {
        _limit.Dispose();
        _usual.Dispose();
    }

    private static PartitionedRateLimiter<(int Unit, string From)> Limit(int taps, TimeSpan within) =>
        PartitionedRateLimiter.Create<(int Unit, string From), (int, string)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = taps, Window = within }));

    private bool Remember(Guid key)
    {
        lock (_lock)
        {
            if (!_known.TryAdd(key, null)) return false;
            _order.Enqueue(key);
            if (_order.Count <= Remembered) return true;
            var oldest = _order.Dequeue();
            _known.Remove(oldest);
            _undone.Remove(oldest);
            return true;
        }
    }

    private Tapped Forget(Guid key, Tapped why)
    {
        lock (_lock) _known.Remove(key);
        return why;
    }

    /// <summary>
    /// One person, one touch: whether the tablet rested since the last one. Held here, since a browser can drop what it is given.
    /// </summary>
    private bool Touch((int Unit, string From) tablet)
    {
        var now = time.Steady();
        lock (_lock)
        {
            if (_touched.TryGetValue(tablet, out var last) && now - last < _rest) return false;
            if (_touched.Count >= Remembered) _touched.Clear();
            _touched[tablet] = now;
            return true;
        }
    }
}
