using System.Data;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Core.Persistence;

/// <summary>
/// All writes of this process. Where this process is alone with the database there is one writer: what waits is done in one
/// transaction with one sync to disk (group commit), each piece of work behind its own savepoint. Where several may work at once, each
/// piece of work is a short transaction of its own, under the lock of its chat, and the server groups the commits. Either way work on
/// one chat is done one after the other, and a caller hears of success only after the commit.
/// </summary>
internal sealed partial class WriteQueue : BackgroundService
{
    private const int GroupMax = 64;
    private const int SideBySide = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IWorkers _workers;
    private readonly TimeProvider _time;
    private readonly ILogger<WriteQueue> _log;
    private readonly StorageGuard? _guard;
    private readonly Channel<QueuedWork> _queue;
    private readonly Dictionary<ChatKey, Queue<QueuedWork>> _chats = [];
    private readonly List<QueuedWork> _group = [];

    /// <summary>Makes the queue; it writes once it is started.</summary>
    public WriteQueue(IDbContextFactory<AppDb> databases, IWorkers workers, TimeProvider time, ILogger<WriteQueue> log,
        StorageGuard? guard = null)
    {
        (_databases, _workers, _time, _log, _guard) = (databases, workers, time, log, guard);
        _queue = Channel.CreateUnbounded<QueuedWork>(new() { SingleReader = !workers.MayBeSeveral });
    }

    /// <summary>Whether pieces of work are transactions of their own, beside those of other processes.</summary>
    public bool IsShared => _workers.MayBeSeveral;

    /// <summary>
    /// Does work that belongs to no single chat, in a transaction of its own making; returns after the commit. Throws what the work throws,
    /// or <see cref="WriteQueueException"/>.
    /// </summary>
    public Task<T> Enqueue<T>(Func<WriteContext, ValueTask<T>> work) => Admit(new QueuedWork<T>(null, work));

    /// <summary>Does work on one chat, while nobody else works on that chat in any process.</summary>
    public Task<T> Enqueue<T>(ChatKey chat, Func<WriteContext, ValueTask<T>> work) => Admit(new QueuedWork<T>(chat, work));

    /// <inheritdoc cref="Enqueue{T}(Func{WriteContext, ValueTask{T}})"/>
    public Task Enqueue(Func<WriteContext, ValueTask> work) => Admit(new QueuedWork<bool>(null, Valued(work)));

    /// <inheritdoc cref="Enqueue{T}(ChatKey, Func{WriteContext, ValueTask{T}})"/>
    public Task Enqueue(ChatKey chat, Func<WriteContext, ValueTask> work) => Admit(new QueuedWork<bool>(chat, Valued(work)));

    /// <summary>Finishes what is queued and takes no more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (IsShared) await Task.WhenAll(Enumerable.Range(0, SideBySide)
            .Select(_ => Task.Run(() => Write(CommitEach), CancellationToken.None)));
        else await Write(CommitGroup);
    }

    private static Func<WriteContext, ValueTask<bool>> Valued(Func<WriteContext, ValueTask> work) => async write =>
    {
        await work(write);
        return true;
    };

    private Task<T> Admit<T>(QueuedWork<T> work)
    {
        if (!TryAdmit(work)) work.Fail(new OperationCanceledException("The service is stopping."));
        return work.Done;
    }

    /// <summary>
    /// A chat with work in hand keeps its further work behind that one, so that no other writer stands waiting for the chat's lock.
    /// </summary>
    private bool TryAdmit(QueuedWork work)
    {
        if (!IsShared || work.Chat is not { } chat) return _queue.Writer.TryWrite(work);
        lock (_chats)
        {
            if (_chats.TryGetValue(chat, out var behind))
            {
                behind.Enqueue(work);
                return true;
            }

            if (!_queue.Writer.TryWrite(work)) return false;
            _chats.Add(chat, new Queue<QueuedWork>());
            return true;
        }
    }

    private QueuedWork? Behind(QueuedWork work)
    {
        if (work.Chat is not { } chat) return null;
        lock (_chats)
        {
            if (_chats[chat].TryDequeue(out var next)) return next;
            _chats.Remove(chat);
            return null;
        }
    }

    private async Task Write(Func<AppDb, Task> commit)
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            try
            {
                await using var db = await _databases.CreateDbContextAsync(CancellationToken.None);
                db.Database.AutoSavepointsEnabled = false;
                await db.Database.OpenConnectionAsync(CancellationToken.None);
                db.Sql.Workers = _workers;
                try
                {
                    while (await _queue.Reader.WaitToReadAsync(CancellationToken.None)) await commit(db);
                }
                finally
                {
                    db.Sql.Workers = null;
                }
            }
            catch (Exception e)
            {
                CountCommits.Failed(e);
                LogBroken(ErrorCause.Of(e));
                while (_guard?.IsGone() == true && _queue.Reader.TryRead(out var work)) work.Fail(new WriteQueueException(e));
                await Task.Delay(Pause, _time, CancellationToken.None);
            }
        }
    }

    private async Task CommitGroup(AppDb db)
    {
        var began = _time.GetTimestamp();
        try
        {
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                while (_group.Count < GroupMax && _queue.Reader.TryRead(out var work))
                {
                    _group.Add(work);
                    await DoBehindSavepoint(db, work);
                }

                await transaction.CommitAsync();
            }

            CountCommits.Committed(_time.GetElapsedTime(began));
            if (_guard?.IsGone() == true) throw new IOException("The database is gone.");
            foreach (var work in _group) Complete(work);
        }
        catch (Exception e)
        {
            foreach (var work in _group) work.Fail(new WriteQueueException(e));
            throw;
        }
        finally
        {
            _group.Clear();
        }
    }

    private static async ValueTask DoBehindSavepoint(AppDb db, QueuedWork work)
    {
        await db.Sql.Run("savepoint work");
        try
        {
            await work.Run(db);
            if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync();
            await db.Sql.Run("release savepoint work");
        }
        catch (Exception e)
        {
            await db.Sql.Run("rollback to savepoint work");
            await db.Sql.Run("release savepoint work");
            work.Error = e;
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>One piece of work, and whatever its chat put behind it meanwhile.</summary>
    private async Task CommitEach(AppDb db)
    {
        if (!_queue.Reader.TryRead(out var first)) return;
        for (var work = first; work is not null; work = Behind(work)) await CommitAlone(db, work);
    }

    private async Task CommitAlone(AppDb db, QueuedWork work)
    {
        var (committing, began) = (false, _time.GetTimestamp());
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (work.Chat is { } chat) await db.Sql.Lock(chat.Name);
            await work.Run(db);
            if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync();
            committing = !db.Sql.IsGoing; // what is refused beside the commit is told apart from a commit of which nobody knows
            await db.Sql.Commit(transaction);
            CountCommits.Committed(_time.GetElapsedTime(began));
            Complete(work);
        }
        catch (Exception e)
        {
            db.Sql.DropWhatIsGoing();
            var broken = committing || db.Database.GetDbConnection().State != ConnectionState.Open;
            work.Fail(broken ? new WriteQueueException(e) : e);
            if (broken) await Mend(db, e);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>What is on disk is done: its caller hears so, whatever fails in memory after the commit.</summary>
    private void Complete(QueuedWork work)
    {
        try
        {
            work.Complete();
        }
        catch (Exception e)
        {
            LogAfterCommit(ErrorCause.Of(e));
        }
    }

    /// <summary>The connection is opened anew, since work of the same chat may wait behind the one that failed.</summary>
    private async Task Mend(AppDb db, Exception why)
    {
        CountCommits.Failed(why);
        LogBroken(ErrorCause.Of(why));
        await Task.Delay(Pause, _time, CancellationToken.None);
        try
        {
            await db.Database.CloseConnectionAsync();
            await db.Database.OpenConnectionAsync(CancellationToken.None);
        }
        catch (Exception)
        {
            // The next piece of work finds the connection closed, fails likewise, and comes here again.
        }
    }

    [LoggerMessage(LogLevel.Error, "The database cannot be written ({Error}); trying again.")]
    private partial void LogBroken(string error);

    [LoggerMessage(LogLevel.Error, "What follows a commit failed ({Error}); the commit stands.")]
    private partial void LogAfterCommit(string error);
}

/// <summary>The database could not be written; nothing of the work was kept, and it may be tried again.</summary>
internal sealed class WriteQueueException(Exception cause) : Exception($"The database cannot be written: {cause.GetType().Name}.", cause);
