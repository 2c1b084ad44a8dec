using Core.Persistence;
using Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Core.Alarms;

/// <summary>
/// What is wrong with a machine, such as its disk, bears the machine's name where several workers share a database. A worker that does not
/// lead writes down what it finds on its own; the one that leads tells people of it. Workers on one machine write the same row.
/// </summary>
internal sealed class NoteMachine(LookAtChecks look, WriteQueue writer, IWorkers workers, TimeProvider time)
{
    private const char At = '@';
    private const string Prefix = "machine:";

    private const string Put = """
        insert into alarms (name, what, since, seen_at) values (@p0, @p1, @p2, @p2)
        on conflict (name) do update set what = excluded.what, seen_at = excluded.seen_at
        """;

    // Sooner than what is not seen any more is over: of a machine that is gone nobody shall say that it is well.
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    /// <summary>The machine's name, by which an operator knows it.</summary>
    public string Machine { get; init; } = Environment.MachineName;

    /// <summary>Notes that this machine lives, and what is wrong with it where nobody who tells people of it looks.</summary>
    public async Task Run(CancellationToken stop = default)
    {
        if (!workers.MayBeSeveral || workers.Place is null) return;
        var found = workers.Leads ? [] : await Find(stop);
        await writer.Enqueue(async write =>
        {
            var now = time.GetUtcNow();
            await JobCheckpoint.Look(write, Prefix + Machine, now);
            var longAgo = now - ForgottenAfter;
            await write.Db.LookMarks.Where(m => m.Name.StartsWith(Prefix) && m.At < longAgo).ExecuteDeleteAsync(stop);
            foreach (var (name, what) in found) await write.Db.Sql.Run(Put, name, what, now.ToUnixTimeMilliseconds());
        });
    }

    /// <summary>What this worker found, with the machine's name where it is about that.</summary>
    public IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> Named(IReadOnlyDictionary<Check, IReadOnlyList<Trouble>?> found) =>
        !workers.MayBeSeveral ? found : found.ToDictionary(
            f => f.Key, f => f.Key.OfMachine && f.Value is { } troubles ? [.. troubles.Select(Named)] : f.Value);

    /// <summary>The machines on which a worker lives, this one included.</summary>
    public async Task<IReadOnlySet<string>> Alive(AppDb db)
    {
        var since = time.GetUtcNow() - GoneAfter;
        var names = await db.LookMarks.Where(m => m.Name.StartsWith(Prefix) && m.At >= since).Select(m => m.Name).ToListAsync();
        return names.Select(n => n[Prefix.Length..]).Append(Machine).ToHashSet();
    }

    /// <summary>Whether it is about a machine that is gone, of which nobody knows how it is now.</summary>
    public bool IsOfGone(Check check, Alarm alarm, IReadOnlySet<string> alive) =>
        check.OfMachine && workers.MayBeSeveral && alarm.Name.LastIndexOf(At) is var at and > 0 && !alive.Contains(alarm.Name[(at + 1)..]);

    private async Task<IReadOnlyList<(string Name, string? What)>> Find(CancellationToken stop) =>
        [.. Named(await look.Look(stop, ofMachine: true)).SelectMany(f => (f.Value ?? []).Where(t => t.Known),
            (f, t) => (Alarm.NameOf(f.Key.Name, t), t.What))];

    /// <summary>One worker alone need not say where.</summary>
    private Trouble Named(Trouble trouble) => trouble with
    {
        Subject = $"{trouble.Subject}{At}{Machine}",
        What = trouble.What is { } what && workers.Place is { Count: > 1 } ? $"{what} ({Machine})" : trouble.What,
    };
}
