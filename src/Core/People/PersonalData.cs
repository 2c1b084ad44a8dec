using Core.Persistence;
using Core.Texts;

namespace Core.People;

/// <summary>What one capability keeps about a person: it tells it whole, and erases it (UU 27/2022, articles 32 and 43).</summary>
public abstract class PersonalData
{
    /// <summary>Its place among the others.</summary>
    public abstract int Order { get; }

    /// <summary>Everything kept about the person, in lines they can read; none when nothing is kept.</summary>
    public abstract Task<IReadOnlyList<string>> Tell(AppDb db, Caller who, Wording words);

    /// <summary>Erases it, or cuts every tie to the person where it must be kept.</summary>
    public abstract Task Erase(AppDb db, Caller who);
}
