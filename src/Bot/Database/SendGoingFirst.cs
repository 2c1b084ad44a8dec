using System.Data.Common;
using Core.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bot.Database;

/// <summary>
/// Before EF asks the server anything, what waits to go along (<see cref="PreparedCommands.RunAlong"/>, the locks above all) is run:
/// nothing is read before its lock is held, nor without what was written before.
/// </summary>
internal sealed class SendGoingFirst : DbCommandInterceptor
{
    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await Send(eventData);
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await Send(eventData);
        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await Send(eventData);
        return result;
    }

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result) => Held(eventData, result);

    /// <inheritdoc/>
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result) => Held(eventData, result);

    /// <inheritdoc/>
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData,
        InterceptionResult<object> result) => Held(eventData, result);

    private static ValueTask Send(CommandEventData about) => about.Context is AppDb db ? db.Sql.RunWhatIsGoing() : default;

    // Work that writes never blocks on a server; if it did, it would read before its lock.
    private static T Held<T>(CommandEventData about, T result) => about.Context is AppDb { Sql.IsGoing: true }
        ? throw new InvalidOperationException("A query that blocks cannot follow what waits to go along; ask asynchronously.")
        : result;
}
