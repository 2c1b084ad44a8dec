using System.Security.Cryptography;
using System.Text;
using Core.Calendar;
using Core.Persistence;

namespace Core.Inbox;

/// <summary>
/// Keeps for a look what could not be read, however much of it comes: it is gathered in memory and written once a minute, the newest
/// hundred that differ.
/// </summary>
internal sealed class KeepUnread(WriteQueue writer, LocalDays days, TimeProvider time)
{
    /// <summary>So many that differ are kept.</summary>
    internal const int Most = 100;

    private const string Upsert = """
        insert into unread_shapes (print, channel, kind, reason, shape, times, last_at) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        on conflict (print) do update set times = unread_shapes.times + excluded.times, last_at = excluded.last_at
        """;

    private const string Forget = """
        delete from unread_shapes where print not in (select print from unread_shapes order by last_at desc, times desc, print limit @p0)
        """;

    private readonly Lock _lock = new();
    private Dictionary<(string Channel, string Kind, string Reason, string Shape), long> _gathered = [];

    /// <summary>Notes one; what differs from the first hundred of a minute is counted by the log alone.</summary>
    public void Note(string channel, string kind, string reason, string shape)
    {
        var key = (channel, kind, reason, shape);
        lock (_lock)
            if (_gathered.TryGetValue(key, out var times) || _gathered.Count < Most) _gathered[key] = times + 1;
    }

    /// <summary>Writes down what has gathered.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        Dictionary<(string Channel, string Kind, string Reason, string Shape), long> gathered;
        lock (_lock) (gathered, _gathered) = (_gathered, []);
        if (gathered.Count == 0) return;
        var today = days.StartOf(time.GetUtcNow()).ToUnixTimeMilliseconds();
        try
        {
            await writer.Enqueue(async write =>
            {
                await write.Db.Sql.Lock("unread"); // every process writes in the same second
                foreach (var (one, times) in gathered)
                    await write.Db.Sql.Run(Upsert, PrintOf(one), one.Channel, one.Kind, one.Reason, one.Shape, times, today);
                await write.Db.Sql.Run(Forget, Most);
            });
        }
        catch
        {
            lock (_lock)
                foreach (var (one, times) in gathered) _gathered[one] = _gathered.GetValueOrDefault(one) + times;
            throw;
        }
    }

    private static string PrintOf((string, string, string, string) one) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{one}")).AsSpan(0, 16));
}
