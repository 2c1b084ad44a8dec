using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Core.Persistence;

/// <summary>
/// The one writer of this process. What waits is done in one transaction with one sync to disk (group commit); each piece
/// of work stands behind its own savepoint, so it is still all or nothing. A caller hears of success only after the commit.
/// </summary>
public sealed partial class WriteQueue(IDbContextFactory<AppDb> databases, TimeProvider time, ILogger<WriteQueue> log, StorageGuard? guard = null) : BackgroundService
{
    private const int GroupMax = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    private readonly List<Work> _group = [];

    /// <summary>Does the work in a transaction of its own making; returns after the commit. Throws what the work throws, or <see cref="WriteQueueException"/>.</summary>
    public Task<T> Enqueue<T>(Func<WriteContext, ValueTask<T>> work)
    {
        var queued = new Work<T>(work);
        if (!_queue.Writer.TryWrite(queued)) queued.Fail(new OperationCanceledException("The service is stopping."));
        return queued.Done;
    }

    /// <inheritdoc cref="Enqueue{T}"/>
    public Task Enqueue(Func<WriteContext, ValueTask> work) => Enqueue<bool>(async write =>
    {
        await work(write);
        return true;
    });

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
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
                db.Database.AutoSavepointsEnabled = false;
                await db.Database.OpenConnectionAsync(CancellationToken.None);
                while (await _queue.Reader.WaitToReadAsync(CancellationToken.None)) await CommitGroup(db);
            }
            catch (Exception e)
            {
                LogBroken(e.GetType().Name);
                while (guard?.IsGone() == true && _queue.Reader.TryRead(out var work)) work.Fail(new WriteQueueException(e));
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    private async Task CommitGroup(AppDb db)
    {
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

            if (guard?.IsGone() == true) throw new IOException("The database is gone.");
            foreach (var work in _group) work.Complete();
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

    private static async ValueTask DoBehindSavepoint(AppDb db, Work work)
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

    [LoggerMessage(LogLevel.Error, "The database cannot be written ({Error}); trying again.")]
    private partial void LogBroken(string error);

    private abstract class Work
    {
        public Exception? Error { get; set; }

        public abstract ValueTask Run(AppDb db);

        public abstract void Complete();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<WriteContext, ValueTask<T>> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private WriteContext? _turn;
        private T _result = default!;

        public Task<T> Done => _done.Task;

        public override async ValueTask Run(AppDb db) => _result = await work(_turn = new WriteContext(db));

        public override void Complete()
        {
            if (Error is not null)
            {
                Fail(Error);
                return;
            }

            _turn!.Committed();
            _done.TrySetResult(_result);
        }

        public override void Fail(Exception error) => _done.TrySetException(error);
    }
}

/// <summary>The database could not be written; nothing of the work was kept, and it may be tried again.</summary>
public sealed class WriteQueueException(Exception cause) : Exception($"The database cannot be written: {cause.GetType().Name}.", cause);

/// <summary>One piece of work inside the writer: the database, and what shall happen once the work is on disk.</summary>
public sealed class WriteContext(AppDb db)
{
    private List<Action>? _afterCommit;

    /// <summary>The database, inside the transaction. Changes that EF tracks are saved when the work returns.</summary>
    public AppDb Db { get; } = db;

    /// <summary>Does something (quick, in memory) after the commit; never when the work fails.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    internal void Committed() => _afterCommit?.ForEach(action => action());
}
