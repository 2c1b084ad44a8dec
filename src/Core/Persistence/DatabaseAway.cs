using System.Data.Common;

namespace Core.Persistence;

/// <summary>Whether a failure is the database's, and will be over when the database is back.</summary>
internal static class DatabaseAway
{
    /// <summary>Also where it is wrapped: a strategy that tries again says at the end that something was tried in vain.</summary>
    public static bool Is(Exception? error) =>
        error is DbException or WriteQueueException || (error is InvalidOperationException && Is(error.InnerException));
}
