using Core.Persistence;
using Core.Texts;

namespace Core.People;

/// <summary>What one capability keeps about a person: it tells it whole, and erases it (UU 27/2022, articles 32 and 43).</summary>
internal abstract class PersonalData
{
    /// <summary>By what name <see cref="PersonalDataRegistry"/> knows it.</summary>
    public abstract string Name { get; }

    /// <summary>Its place among the others.</summary>
    public abstract int Order { get; }

    /// <summary>Everything kept about the person, in lines they can read; none when nothing is kept.</summary>
    public abstract Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words);

    /// <summary>What an erasure takes away, named for the question before it and for the proof; none when nothing is kept.</summary>
    public abstract Task<IReadOnlyList<string>> Goes(AppDb db, Caller who, Wording words, OpenMatters open);

    /// <summary>What an erasure leaves, each with the reason; none when nothing stays.</summary>
    public virtual Task<IReadOnlyList<string>> Stays(AppDb db, Caller who, Wording words, OpenMatters open) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>The names of matters that are not finished, whose future the person decides before they are erased.</summary>
    public virtual Task<IReadOnlyList<string>> Open(AppDb db, Caller who) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Erases it, or cuts every tie to the person where it must be kept.</summary>
    public abstract Task Erase(Erasure erasure);
}

/// <summary>What becomes of a person's unfinished matters when they are erased.</summary>
internal enum OpenMatters
{
    /// <summary>They are withdrawn and erased too.</summary>
    Withdraw,

    /// <summary>They go on without name and account.</summary>
    GoOn,
}

/// <summary>One erasure: the transaction it happens in, and whom it concerns.</summary>
/// <param name="Write">The transaction; files go after its commit.</param>
/// <param name="Who">Who is erased.</param>
/// <param name="Message">The channel's id of the message that asked for it: its row keeps it from being handled twice.</param>
/// <param name="Now">When.</param>
/// <param name="Open">What becomes of unfinished matters.</param>
internal sealed record Erasure(WriteContext Write, Caller Who, string Message, DateTimeOffset Now, OpenMatters Open)
{
    /// <summary>The database inside the transaction.</summary>
    public AppDb Db => Write.Db;
}
