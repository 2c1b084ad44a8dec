using System.Collections.Concurrent;
using Core.Outbox;
using Core.Persistence;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Bot.Database;

/// <summary>
/// Several processes on one PostgreSQL. Each has one connection of its own that holds an advisory lock under the process's name: while
/// the lock is there, the process lives; PostgreSQL frees it when the process or the line dies. The same connection tries for the lock
/// of the one that runs the jobs, and hears what others signal.
/// </summary>
internal sealed partial class PostgresWorkers(
    IOptions<DatabaseOptions> database, IOptions<OutboxOptions> outbox, ILogger<PostgresWorkers> log) : IWorkers, IAsyncDisposable
{
    // Connections live by the real time, whatever clock the service goes by.
    private static readonly TimeProvider Real = TimeProvider.System;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan OldSelfLeaves = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Action<string>> _hear = new();
    private readonly PostgresSignals _signals = new(database.Value.ConnectionString);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Func<Task>> _before = [];
    private volatile WorkerPlace? _place = new([outbox.Value.Instance], 0); // commands that never join are by themselves
    private volatile bool _leads = true;
    private volatile bool _ledLast;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _seat;
    private Task _running = Task.CompletedTask;
    private bool _takesPart;

    public bool MayBeSeveral => true;

    public WorkerPlace? Place => _place;

    public bool Leads => _leads;

    public bool LedLast => _ledLast;

    public string SkipLocked => "for update of o skip locked";

    // Asked within the very statement: a list of who lives is two seconds old, and whoever comes back takes its seat before its rows.
    public string OwnerIsGone { get; } = $"""
        not exists (select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.classid = {AdvisoryLocks.Seats} and l.objsubid = 2 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            and a.application_name = '{AdvisoryLocks.NamePrefix}' || outbox.owner)
        """;

    public string LockSql => "select pg_advisory_xact_lock(hashtextextended(@p0, 0))::text";

    // A function that changes something is called once a row, in the order in which the rows come out of the array.
    public string LockAllSql =>
        "select count(held) from (select pg_advisory_xact_lock(hashtextextended(n, 0))::text as held from unnest(@p0) as n offset 0) as l";

    /// <summary>Ends when something about the place or the lead has changed.</summary>
    internal Task Changed => _changed.Task;

    private string Name => outbox.Value.Instance;

    public async Task Join(CancellationToken stop)
    {
        var until = Real.GetTimestamp();
        while ((_seat = await TakeSeat(stop)) is null)
        {
            // After a kill the server needs a moment to see that the old self is gone.
            if (Real.GetElapsedTime(until) > OldSelfLeaves) throw new InvalidDataException(
                $"another living process works on this database under the name \"{Name}\". Give each process a name of its own (Outbox:Instance).");
            await Task.Delay(Pause, Real, stop);
        }

        (_leads, _place) = (false, null);
    }

    public async Task TakePart(CancellationToken stop)
    {
        if (_seat is null || _takesPart) return; // commands never join, and are by themselves
        _takesPart = true;
        await Enter(_seat, stop);
        _running = Task.WhenAll(Task.Run(Stay, CancellationToken.None), Task.Run(() => _signals.Send(_stop.Token), CancellationToken.None));
    }

    public async Task<IAsyncDisposable?> TryHold(string name, CancellationToken stop = default)
    {
        // A connection of its own, since one that goes back to a pool keeps its locks for a while.
        var held = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.Value.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await held.OpenAsync(stop);
            if (await AdvisoryLocks.TryTake(held, AdvisoryLocks.LongWork, name, stop)) return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }

        await held.DisposeAsync();
        return null;
    }

    public void Signal(string subject, string what) => _signals.Put($"{subject} {what}");

    public void Listen(string subject, Action<string> hear) => _hear[subject] = hear;

    public void BeforeRejoining(Func<Task> act)
    {
        lock (_before) _before.Add(act);
    }

    private async Task Enter(NpgsqlConnection seat, CancellationToken stop)
    {
        await AdvisoryLocks.TryTake(seat, AdvisoryLocks.Parts, Name, stop);
        await LookAround(seat, stop);
    }

    /// <summary>Who takes part now, and whether this process leads.</summary>
    private async Task LookAround(NpgsqlConnection seat, CancellationToken stop)
    {
        var names = await AdvisoryLocks.Holders(seat, AdvisoryLocks.Parts, stop);
        var led = _leads;
        if (!led) _leads = await AdvisoryLocks.TryTake(seat, AdvisoryLocks.Leaders, "jobs", stop);
        names.Sort(StringComparer.Ordinal);
        if (led == _leads && _place is { } old && old.Names.SequenceEqual(names)) return;
        var rank = names.IndexOf(Name);
        _place = rank >= 0 ? new WorkerPlace(names, rank)
            : throw new InvalidOperationException("This process is not among the workers that the database sees.");
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_seat is not null) await _seat.DisposeAsync();
        _stop.Dispose();
        _signals.Dispose();
    }

    /// <summary>A connection that holds our name; null when somebody else holds it.</summary>
    private async Task<NpgsqlConnection?> TakeSeat(CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.Value.ConnectionString)
        {
            Pooling = false,
            ApplicationName = AdvisoryLocks.NamePrefix + Name,
            Timeout = 5,
            CommandTimeout = 3,
            Multiplexing = false
        };
        var seat = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await seat.OpenAsync(stop);
            seat.Notification += (_, said) => Hear(said.Payload);
            await Run(seat, "set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 2", stop);
            if (await AdvisoryLocks.TryTake(seat, AdvisoryLocks.Seats, Name, stop))
            {
                await Run(seat, $"listen {PostgresSignals.Channel}", stop);
                return seat;
            }
        }
        catch
        {
            await seat.DisposeAsync();
            throw;
        }

        await seat.DisposeAsync();
        return null;
    }

    private async Task Stay()
    {
        var looked = Real.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var left = Beat - Real.GetElapsedTime(looked);
                if (left > TimeSpan.Zero && await _seat!.WaitAsync(left, _stop.Token)) continue;
                looked = Real.GetTimestamp();
                await LookAround(_seat!, _stop.Token);
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                (_ledLast, _place, _leads) = (_leads, null, false);
                LogLost(e.GetType().Name);
                await _seat!.DisposeAsync();
                await Rejoin();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Rejoin()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (await TakeSeat(_stop.Token) is { } seat && await Sit(seat)) return;
            }
            catch (Exception) when (!_stop.IsCancellationRequested)
            {
                // The database is not back yet, or its name is not known just now.
            }

            await Task.Delay(Pause, Real, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>A seat that is not taken in the end is left: while it stood open, our own name would be refused to us for ever.</summary>
    private async Task<bool> Sit(NpgsqlConnection seat)
    {
        try
        {
            foreach (var act in Before()) await act();
            await Enter(seat, _stop.Token);
        }
        catch
        {
            _place = null;
            _leads = false;
            await seat.DisposeAsync();
            throw;
        }

        (_seat, _ledLast) = (seat, false);
        LogBack();
        return true;
    }

    private Func<Task>[] Before()
    {
        lock (_before) return [.. _before];
    }

    private void Hear(string payload)
    {
        var at = payload.IndexOf(' ', StringComparison.Ordinal);
        if (at > 0 && _hear.TryGetValue(payload[..at], out var hear)) hear(payload[(at + 1)..]);
    }

    private static async Task Run(NpgsqlConnection seat, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, seat);
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "The database does not answer ({Error}); nothing is claimed or sent until it does.")]
    private partial void LogLost(string error);

    [LoggerMessage(LogLevel.Information, "The database answers again; this process has its place.")]
    private partial void LogBack();
}
