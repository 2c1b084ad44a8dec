using System.Net;
using System.Threading.RateLimiting;
using Core.Calendar;
using Core.Persistence;
using Core.Ratings;
using Core.Units;

namespace Bot.Web.Pages;

/// <summary>What became of a tap.</summary>
internal enum Tapped
{
    /// <summary>It counts.</summary>
    Stored,

    /// <summary>The same tap came before, by a double press or by loading the page again.</summary>
    Repeated,

    /// <summary>More taps than people can make.</summary>
    TooFast,
}

/// <summary>Stores a one-tap rating, once per shown page and no faster than people can tap.</summary>
internal sealed class TakeQuickRating(WriteQueue writer, UnitCatalog units, TimeProvider time) : IDisposable
{
    /// <summary>Keys are remembered in memory: a repeat after a restart, with the page still open, is the one that counts twice.</summary>
    private const int Remembered = 2000;

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Guid> _order = new();

    private readonly PartitionedRateLimiter<(int Unit, IPAddress? From)> _limit = PartitionedRateLimiter.Create<(int Unit, IPAddress? From), (int, IPAddress?)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));

    public async Task<Tapped> Do(Unit unit, int value, Guid key, IPAddress? from)
    {
        if (!Remember(key)) return Tapped.Repeated;
        using var permit = _limit.AttemptAcquire((unit.Id, from));
        if (!permit.IsAcquired) return Forget(key);
        try
        {
            var now = time.GetUtcNow();
            var rating = new QuickRating { UnitId = unit.Id, Value = value, At = now, Month = LocalTime.Month(now, units.ZoneOf(unit)) };
            await writer.Enqueue(write =>
            {
                write.Db.QuickRatings.Add(rating);
                return ValueTask.CompletedTask;
            });
            return Tapped.Stored;
        }
        catch
        {
            Forget(key);
            throw;
        }
    }

    public void Dispose() => _limit.Dispose();

    private bool Remember(Guid key)
    {
        lock (_lock)
        {
            if (!_known.Add(key)) return false;
            _order.Enqueue(key);
            if (_order.Count > Remembered) _known.Remove(_order.Dequeue());
            return true;
        }
    }

    private Tapped Forget(Guid key)
    {
        lock (_lock) _known.Remove(key);
        return Tapped.TooFast;
    }
}
