using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Alarms;

/// <summary>
/// The one thing that leaves past the outbox: that nothing can be stored, which a message that must be stored first could not say. What was
/// told is remembered in memory until it can be stored; a restart meanwhile may tell it once more. What was told, by this way or by the
/// outbox, and not taken back is not told again.
/// </summary>
internal sealed partial class TellDirectly(IDbContextFactory<AppDb> databases, FindReceivers receivers, IEnumerable<IChannel> channels,
    TimeProvider time, ILogger<TellDirectly> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Alarm> _told = [];
    private readonly Dictionary<string, DateTimeOffset> _seen = [];
    private IReadOnlyList<Receiver> _receivers = [];
    private IReadOnlyCollection<string> _stored = [];

    /// <summary>What was told and does not stand in the database yet.</summary>
    public IReadOnlyCollection<Alarm> Told => [.. _told.Values];

    /// <summary>When each was found last, while that could not be stored.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Seen => _seen;

    /// <summary>Notes who is to be told when the database cannot even be read.</summary>
    public async ValueTask Remember(AppDb db) => _receivers = await receivers.Find(db);

    /// <summary>What was told stands in the database now: these names, until they are taken back there.</summary>
    public void Stored(IReadOnlyCollection<string> told)
    {
        _told.Clear();
        _seen.Clear();
        _stored = told;
    }

    /// <summary>Tells what keeps people from being served, each once.</summary>
    public async Task Tell(IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var standing = (from check in found.Keys
                        where check.Down
                        from trouble in found[check] ?? []
                        where trouble.Known
                        select new Alarm
                        {
                            Name = Alarm.NameOf(check.Name, trouble),
                            What = trouble.What,
                            Since = now,
                            SeenAt = now,
                            ToldAt = now,
                        }).ToList();
        foreach (var alarm in standing) _seen[alarm.Name] = now;
        if (standing.TrueForAll(IsTold)) return;
        _stored = await Read(ReadTold) ?? _stored;
        var fresh = standing.Where(a => !IsTold(a)).ToList();
        if (fresh.Count == 0) return;
        foreach (var alarm in fresh) _told[alarm.Name] = alarm;
        foreach (var alarm in fresh) LogStands(alarm.Name, AlarmWords.Told(Wording.Of("en"), alarm));
        var text = LocalizedText.InEach(words => words["alarm.told", string.Join("\n\n", fresh.Select(a => AlarmWords.Told(words, a)))]);
        foreach (var receiver in await Receivers()) await Send(receiver.Message(text, null), stop);
    }

    private bool IsTold(Alarm alarm) => _told.ContainsKey(alarm.Name) || _stored.Contains(alarm.Name);

    private static async Task<IReadOnlyCollection<string>> ReadTold(AppDb db) =>
        await db.Alarms.Where(a => a.ToldAt != null).Select(a => a.Name).ToListAsync();

    private async Task<IReadOnlyList<Receiver>> Receivers() =>
        _receivers = await Read(async db => await receivers.Find(db)) ?? _receivers;

    /// <summary>What the database says; null where it cannot be read.</summary>
    private async Task<T?> Read<T>(Func<AppDb, Task<T>> ask)
        where T : class
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await ask(db);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return null;
        }
    }

    private async Task Send(Outbox.Outgoing message, CancellationToken stop)
    {
        if (channels.FirstOrDefault(c => c.Name == message.Channel) is not { } channel) return;
        try
        {
            await channel.Send(message.Message, stop).AsTask().WaitAsync(Patience, time, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogUnsent(message.Channel, e.GetType().Name); // such as the web chat, which must store what it shows
        }
    }

    [LoggerMessage(LogLevel.Critical, "Needs a person ({Alarm}): {Words}")]
    private partial void LogStands(string alarm, string words);

    [LoggerMessage(LogLevel.Warning, "An alarm could not be told on {Channel} ({Error}).")]
    private partial void LogUnsent(string channel, string error);
}
