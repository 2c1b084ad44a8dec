namespace Core.Persistence;

/// <summary>One piece of work inside the writer: the database, and what shall happen once the work is on disk.</summary>
internal sealed class WriteContext(AppDb db, ChatKey? chat)
{
    private List<Action>? _afterCommit;

    /// <summary>The database, inside the transaction. Changes that EF tracks are saved when the work returns.</summary>
    public AppDb Db { get; } = db;

    /// <summary>Whether this work is the only one on that chat now.</summary>
    public bool Holds(ChatKey other) => other == chat;

    /// <summary>Does something (quick, in memory) after the commit; never when the work fails.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>Does all of it, also where one of them fails.</summary>
    /// <exception cref="AggregateException">What failed.</exception>
    internal void Committed()
    {
        List<Exception>? failed = null;
        foreach (var action in _afterCommit ?? [])
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                (failed ??= []).Add(e);
            }
        }

        if (failed is not null) throw new AggregateException(failed);
    }
}
