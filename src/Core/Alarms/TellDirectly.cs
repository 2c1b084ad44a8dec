using Core.Messaging;
using Core.Persistence;
using Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Core.Alarms;

/// <summary>
/// The one thing that leaves past the outbox: that nothing can be stored, which a message that must be stored first could not say. What was
/// told is remembered in memory until it can be stored; a restart meanwhile may tell it once more.
/// </summary>
internal sealed partial class TellDirectly(IDbContextFactory<AppDb> databases, FindReceivers receivers, IEnumerable<IChannel> channels,
    TimeProvider time, ILogger<TellDirectly> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Alarm> _told = [];
    private IReadOnlyList<Receiver> _receivers = [];

    /// <summary>What was told and does not stand in the database yet.</summary>
    public IReadOnlyCollection<Alarm> Told => [.. _told.Values];

    /// <summary>Notes who is to be told when the database cannot even be read.</summary>
    public async ValueTask Remember(AppDb db) => _receivers = await receivers.Find(db);

    /// <summary>What was told stands in the database now.</summary>
    public void StoredAgain() => _told.Clear();

    /// <summary>Tells what keeps people from being served, each once.</summary>
    public async Task Tell(IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var fresh = (from check in found.Keys
                     where check.Down
                     from trouble in found[check] ?? []
                     where trouble.Known
                     let alarm = new Alarm
                     {
                         Name = Alarm.NameOf(check.Name, trouble),
                         What = trouble.What,
                         Since = now,
                         SeenAt = now,
                         ToldAt = now,
                     }
                     where _told.TryAdd(alarm.Name, alarm)
                     select alarm).ToList();
        if (fresh.Count == 0) return;
        foreach (var alarm in fresh) LogStands(alarm.Name, AlarmWords.Told(Wording.Of("en"), alarm));
        var text = LocalizedText.InEach(words => words["alarm.told", string.Join("\n\n", fresh.Select(a => AlarmWords.Told(words, a)))]);
        foreach (var receiver in await Receivers()) await Send(receiver.Message(text, null), stop);
    }

    private async Task<IReadOnlyList<Receiver>> Receivers()
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return _receivers = await receivers.Find(db);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return _receivers;
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
