namespace Core.Persistence;

/// <summary>
/// How the database under us finds complaints by their words; each vendor has an index of its own, kept in step by triggers.
/// </summary>
internal interface IWordIndex
{
    /// <summary>
    /// A query for the numbers (column <c>Value</c>) of what has a word with each of these beginnings: small letters and digits only.
    /// </summary>
    FormattableString Find(IReadOnlyList<string> beginnings);

    /// <summary>
    /// Does work that adds very many complaints with their histories, and enters each of them once at the end instead of at every line. In
    /// the caller's transaction, so that the index is kept in step by itself again whatever happens.
    /// </summary>
    Task AddMany(AppDb db, Func<Task> work);
}
