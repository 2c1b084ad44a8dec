using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Core.Alarms;

/// <summary>
/// What is wrong with one worker's machine, such as its disk, bears the worker's name where several share a database. One that does not
/// lead writes down what it finds there; the one that leads tells people of it.
/// </summary>
internal sealed class NoteMachine(LookAtChecks look, WriteQueue writer, IWorkers workers, IOptions<OutboxOptions> options,
    TimeProvider time)
{
    private const char At = '@';

    private HashSet<string> _before = [];

    /// <summary>
    /// Looks at this machine, where nobody who tells people of it does. What it finds for the first time may be what the one that leads
    /// sees too within that minute, such as a disk that both share: it is written down at the second look, unless another worker's stands.
    /// </summary>
    public async Task Run(CancellationToken stop = default)
    {
        if (workers.Leads || !workers.MayBeSeveral || workers.Place is null) return;
        var found = Named(await look.Look(stop, ofMachine: true)).SelectMany(f => (f.Value ?? []).Where(t => t.Known), (f, t) =>
            (Name: Alarm.NameOf(f.Key.Name, t), t.What)).ToList();
        var again = found.Where(f => _before.Contains(f.Name)).ToList();
        _before = [.. found.Select(f => f.Name)];
        if (again.Count > 0) await writer.Enqueue(async write =>
        {
            foreach (var (name, what) in again) await Keep(write.Db, name, what);
        });
    }

    /// <summary>What this worker found, with its name where it is about its machine.</summary>
    public IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> Named(IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found) =>
        !workers.MayBeSeveral ? found : found.ToDictionary(
            f => f.Key, f => f.Key.OfMachine && f.Value is { } troubles ? [.. troubles.Select(Named)] : f.Value);

    /// <summary>Whether it is about the machine of a worker that is gone, of which nobody knows how it is now.</summary>
    public bool IsOfGone(Check check, Alarm alarm) => check.OfMachine && workers is { MayBeSeveral: true, Place: { } place }
        && alarm.Name.LastIndexOf(At) is var at and > 0 && !place.Names.Contains(alarm.Name[(at + 1)..]);

    /// <summary>One worker alone need not say where.</summary>
    private Trouble Named(Trouble trouble)
    {
        var name = options.Value.Instance;
        return trouble with
        {
            Subject = $"{trouble.Subject}{At}{name}",
            What = trouble.What is { } what && workers.Place is { Count: > 1 } ? $"{what} ({name})" : trouble.What,
        };
    }

    private async Task Keep(AppDb db, string name, string? what)
    {
        var now = time.GetUtcNow();
        var seen = await db.Alarms.Where(a => a.Name == name)
            .ExecuteUpdateAsync(a => a.SetProperty(r => r.SeenAt, now).SetProperty(r => r.What, what));
        var check = name[..(name.IndexOf(':') + 1)];
        if (seen == 0 && !await db.Alarms.AnyAsync(a => a.Name.StartsWith(check)))
            db.Alarms.Add(new Alarm { Name = name, What = what, Since = now, SeenAt = now });
    }
}
