using System.Collections.Concurrent;
using Core.Outbox;
using Core.Persistence;
using Microsoft.EntityFrameworkCore;
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
    /// <summary>Waits until nobody else brings the tables up to date.</summary>
    internal const string StartLock = "select pg_advisory_lock(hashtextextended('suara-layanan start', 0))";

    private const string TryStartLock = "select pg_try_advisory_lock(hashtextextended('suara-layanan start', 0))";
    private const string Prefix = "suara-layanan ";
    private const string Channel = "suara_layanan";

    // Classes of advisory locks, told from those of single names by their two numbers.
    private const int Seats = 5379;
    private const int Leaders = 5380;
    private const int LongWork = 5381;

    // Connections live by the real time, whatever clock the service goes by.
    private static readonly TimeProvider Real = TimeProvider.System;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan OldSelfLeaves = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Action<string>> _hear = new();
    private readonly HashSet<string> _signals = [];
    private readonly SemaphoreSlim _signalled = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Func<Task>> _before = [];
    private volatile WorkerPlace? _place = new([outbox.Value.Instance], 0); // commands that never join are by themselves
    private volatile bool _leads = true;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _seat;
    private Task _running = Task.CompletedTask;

    public bool MayBeSeveral => true;

    public WorkerPlace? Place => _place;

    public bool Leads => _leads;

    public string SkipLocked => "for update of o skip locked";

    public string LockSql => "select pg_advisory_xact_lock(hashtextextended(@p0, 0))::text";

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
        await LookAround(_seat, stop);
        _running = Task.WhenAll(Task.Run(Stay, CancellationToken.None), Task.Run(SendSignals, CancellationToken.None));
    }

    public async Task<IAsyncDisposable?> TryHold(string name, CancellationToken stop = default)
    {
        // A connection of its own, since one that goes back to a pool keeps its locks for a while.
        var held = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.Value.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await held.OpenAsync(stop);
            if (await TryLock(held, LongWork, name, stop)) return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }

        await held.DisposeAsync();
        return null;
    }

    public void Signal(string subject, string what)
    {
        lock (_signals)
        {
            if (!_signals.Add($"{subject} {what}") || _signals.Count > 1) return;
        }

        _signalled.Release();
    }

    public void Listen(string subject, Action<string> hear) => _hear[subject] = hear;

    public void BeforeRejoining(Func<Task> act)
    {
        lock (_before) _before.Add(act);
    }

    /// <summary>Who lives now, and whether this process leads.</summary>
    private async Task LookAround(NpgsqlConnection seat, CancellationToken stop)
    {
        var names = await Living(seat, stop);
        var led = _leads;
        if (!led) _leads = await TryLock(seat, Leaders, "jobs", stop);
        names.Sort(StringComparer.Ordinal);
        if (led == _leads && _place is { } old && old.Names.SequenceEqual(names)) return;
        var rank = names.IndexOf(Name);
        _place = rank >= 0 ? new WorkerPlace(names, rank)
            : throw new InvalidOperationException("This process is not among the workers that the database sees.");
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>
    /// Keeps workers from starting until the connection is disposed: one that starts waits, as it does for another that brings the tables
    /// up to date.
    /// </summary>
    /// <exception cref="InvalidDataException">A worker lives, or another command holds the database.</exception>
    internal static async Task<NpgsqlConnection> KeepAway(string connectionString)
    {
        var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await held.OpenAsync();
            await using var command = new NpgsqlCommand(TryStartLock, held);
            if (!(bool)(await command.ExecuteScalarAsync())!)
                throw new InvalidDataException(
                    "A worker is starting on the database, or another command holds it. Try again when it is done.");
            if (await Living(held, default) is { Count: > 0 } living)
                throw new InvalidDataException($"The service is running ({string.Join(", ", living)}). Stop every worker first.");
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>The names of the processes that work on the database.</summary>
    private static async Task<List<string>> Living(NpgsqlConnection connection, CancellationToken stop)
    {
        var names = new List<string>();
        await using var command = new NpgsqlCommand($"""
            select coalesce(a.application_name, '') from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.classid = {Seats} and l.objsubid = 2 and l.granted
            and l.database = (select oid from pg_database where datname = current_database())
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop))
            names.Add(rows.GetString(0).StartsWith(Prefix, StringComparison.Ordinal) ? rows.GetString(0)[Prefix.Length..] : "");
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_seat is not null) await _seat.DisposeAsync();
        _stop.Dispose();
        _signalled.Dispose();
    }

    /// <summary>A connection that holds our name; null when somebody else holds it.</summary>
    private async Task<NpgsqlConnection?> TakeSeat(CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.Value.ConnectionString)
        {
            Pooling = false,
            ApplicationName = Prefix
            + Name,
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
            if (await TryLock(seat, Seats, Name, stop))
            {
                await Run(seat, $"listen {Channel}", stop);
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
                (_place, _leads) = (null, false);
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
                if (await TakeSeat(_stop.Token) is { } seat)
                {
                    _seat = seat;
                    foreach (var act in Before()) await act();
                    await LookAround(seat, _stop.Token);
                    LogBack();
                    return;
                }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or DbUpdateException or InvalidOperationException)
            {
                // The database is not back yet.
            }

            await Task.Delay(Pause, Real, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
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

    // After the commit and not in it: a transaction with a NOTIFY waits at its commit for every other one.
    private async Task SendSignals()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _signalled.WaitAsync(_stop.Token);
                string[] taken;
                lock (_signals)
                {
                    taken = [.. _signals];
                    _signals.Clear();
                }

                await using var connection = new NpgsqlConnection(database.Value.ConnectionString);
                await connection.OpenAsync(_stop.Token);
                await using var command = new NpgsqlCommand($"select pg_notify('{Channel}', said) from unnest(@said) said", connection);
                command.Parameters.AddWithValue("said", taken);
                await command.ExecuteNonQueryAsync(_stop.Token);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // Who was not woken looks by itself within a second.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<bool> TryLock(NpgsqlConnection seat, int kind, string name, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@kind, hashtext(@name))", seat);
        command.Parameters.AddWithValue("kind", kind);
        command.Parameters.AddWithValue("name", name);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
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
