using Core.Calendar;
using Core.Outbox;
using Core.Persistence;
using Core.Texts;
using Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Core.Alarms;

/// <summary>
/// Looks at everything, and tells people once what needs them, with what to do, and once that it is well again. What stands is a row, so
/// that neither a restart nor another worker tells it twice. Where nothing can be stored it is sent past the outbox
/// (<see cref="TellDirectly"/>).
/// </summary>
internal sealed partial class TellAlarms(LookAtChecks look, Checks checks, WriteQueue writer, SendLater later, FindReceivers receivers,
    TellDirectly directly, NoteMachine machine, UnitCatalog units, IOptions<AlarmOptions> options, TimeProvider time,
    ILogger<TellAlarms> log)
{
    /// <summary>The mark of the last look.</summary>
    internal const string Mark = "tell-alarms";

    /// <summary>What is gone for so long is over: what comes and goes is one alarm.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Does it.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        var found = machine.Named(await look.Look(stop));
        var now = time.GetUtcNow();
        var givenUp = false;
        try
        {
            IReadOnlyList<string> told = [];
            await writer.Enqueue(async write =>
            {
                if (!Volatile.Read(ref givenUp)) told = await Keep(write, found, now);
            }).WaitAsync(Patience, time, stop);
            directly.Stored(told);
        }
        catch (Exception e) when (e is WriteQueueException or TimeoutException or DbUpdateException or System.Data.Common.DbException)
        {
            Volatile.Write(ref givenUp, true); // what is told past the outbox is not told again by a write whose turn comes late
            await directly.Tell(found, stop);
        }
    }

    /// <summary>The names of those that stand and were told.</summary>
    private async ValueTask<IReadOnlyList<string>> Keep(WriteContext write, IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found,
        DateTimeOffset now)
    {
        await Schedules.JobCheckpoint.Look(write, Mark, now);
        var standing = await write.Db.Alarms.ToDictionaryAsync(a => a.Name);
        TakeOver(write, standing);
        foreach (var (check, troubles) in found) Note(write, standing, check, troubles, now);
        await directly.Remember(write.Db);
        var open = standing.Values.Where(a => a.SeenAt == now || !IsOver(a, found, now)).ToList();
        await Tell(write, [.. open.Where(a => a.ToldAt is null && IsToBeTold(a, now))], now);
        List<Alarm> over = [.. standing.Values.Except(open).Where(a => a.ToldAt is null || MayTell(a, now))];
        await TakeBack(write, over);
        return [.. standing.Values.Except(over).Where(a => a.ToldAt is not null).Select(a => a.Name)];
    }

    /// <summary>What was told and seen while nothing could be stored.</summary>
    private void TakeOver(WriteContext write, Dictionary<string, Alarm> standing)
    {
        foreach (var alarm in directly.Told)
            if (standing.TryGetValue(alarm.Name, out var row)) row.ToldAt ??= alarm.ToldAt;
            else Add(write, standing, alarm);
        foreach (var (name, at) in directly.Seen)
            if (standing.TryGetValue(name, out var row) && row.SeenAt < at) row.SeenAt = at;
    }

    private static void Note(WriteContext write, Dictionary<string, Alarm> standing, Check check, IReadOnlyList<Trouble>? troubles,
        DateTimeOffset now)
    {
        foreach (var trouble in (troubles ?? []).Where(t => t.Known))
        {
            var name = Alarm.NameOf(check.Name, trouble);
            if (!standing.TryGetValue(name, out var alarm))
                alarm = Add(write, standing, new Alarm { Name = name, Since = now, SeenAt = now });
            (alarm.SeenAt, alarm.What) = (now, trouble.What);
        }
    }

    private static Alarm Add(WriteContext write, Dictionary<string, Alarm> standing, Alarm alarm)
    {
        write.Db.Alarms.Add(alarm);
        return standing[alarm.Name] = alarm;
    }

    /// <summary>Not found any more by a check that could look, and for long enough; or nobody looks for it any more.</summary>
    private bool IsOver(Alarm alarm, IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found, DateTimeOffset now)
    {
        if (checks.Find(alarm.Check) is not { } check) return true;
        return found[check] is { } troubles && !troubles.Any(t => Alarm.NameOf(check.Name, t) == alarm.Name)
            && now - alarm.SeenAt >= Settles;
    }

    private bool IsToBeTold(Alarm alarm, DateTimeOffset now) =>
        now - alarm.Since >= (checks.Find(alarm.Check)?.Patience ?? TimeSpan.Zero) && MayTell(alarm, now);

    /// <summary>At night only what keeps people from being served, and that it no longer does.</summary>
    private bool MayTell(Alarm alarm, DateTimeOffset now) => checks.Find(alarm.Check) is { Down: true }
        || !options.Value.IsQuiet(TimeOnly.FromDateTime(LocalTime.Of(now, units.ZoneOf(null))));

    private async ValueTask Tell(WriteContext write, List<Alarm> alarms, DateTimeOffset now)
    {
        if (alarms.Count == 0) return;
        foreach (var alarm in alarms)
        {
            alarm.ToldAt = now;
            LogStands(alarm.Name, AlarmWords.Told(Wording.Of("en"), alarm));
        }

        await Send(write, "alarm.told", alarms, AlarmWords.Told, "told");
    }

    private async ValueTask TakeBack(WriteContext write, List<Alarm> alarms)
    {
        if (alarms.Count == 0) return;
        write.Db.Alarms.RemoveRange(alarms);
        var machines = await machine.Alive(write.Db);
        var known = alarms.Where(a => checks.Find(a.Check) is { } check && !machine.IsOfGone(check, a, machines)).ToList();
        foreach (var alarm in known) LogOver(alarm.Name, AlarmWords.Well(Wording.Of("en"), alarm));
        var told = known.Where(a => a.ToldAt is not null).ToList();
        if (told.Count > 0) await Send(write, "alarm.over", told, AlarmWords.Well, "over");
    }

    private async ValueTask Send(WriteContext write, string key, List<Alarm> alarms, Func<Wording, Alarm, string> say, string occasion)
    {
        var inOrder = alarms.OrderBy(a => checks.All.ToList().FindIndex(c => c.Name == a.Check)).ToList();
        var text = LocalizedText.InEach(words => words[key, string.Join("\n\n", inOrder.Select(a => say(words, a)))]);
        var name = $"alarm:{occasion}:{inOrder[0].Name}:{inOrder[0].Since.ToUnixTimeMilliseconds()}";
        foreach (var receiver in await receivers.Find(write.Db)) await later.Put(write, receiver.Message(text, name));
    }

    [LoggerMessage(LogLevel.Warning, "Needs a person ({Alarm}): {Words}")]
    private partial void LogStands(string alarm, string words);

    [LoggerMessage(LogLevel.Information, "Well again ({Alarm}): {Words}")]
    private partial void LogOver(string alarm, string words);
}
