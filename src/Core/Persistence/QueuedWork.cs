namespace Core.Persistence;

/// <summary>One piece of work that waits for its writer.</summary>
internal abstract class QueuedWork(ChatKey? chat)
{
    public ChatKey? Chat => chat;

    public Exception? Error { get; set; }

    public abstract ValueTask Run(AppDb db);

    public abstract void Complete();

    public abstract void Fail(Exception error);
}

/// <summary>Work that brings something back.</summary>
internal sealed class QueuedWork<T>(ChatKey? chat, Func<WriteContext, ValueTask<T>> work) : QueuedWork(chat)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteContext? _write;
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override async ValueTask Run(AppDb db) => _result = await work(_write = new WriteContext(db, Chat));

    public override void Complete()
    {
        if (Error is not null)
        {
            Fail(Error);
            return;
        }

        try
        {
            _write!.Committed();
        }
        finally
        {
            _done.TrySetResult(_result); // it is on disk, whatever failed after that
        }
    }

    public override void Fail(Exception error) => _done.TrySetException(error);
}
