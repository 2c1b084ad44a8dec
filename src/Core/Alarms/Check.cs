namespace Core.Alarms;

/// <summary>
/// One thing that is looked at, as a person would: its sentences are the wordings <c>alarm.NAME</c> (what is wrong), <c>.mend</c> (what to
/// do), <c>.well</c> (it is over) and <c>.name</c>.
/// </summary>
/// <param name="Name">Its name, for ever.</param>
/// <param name="Look">Looks; what is not named in its answer is well.</param>
internal sealed record Check(string Name, Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<Trouble>>> Look)
{
    /// <summary>Whether people are not served meanwhile, so that it is told at night too.</summary>
    public bool Down { get; init; }

    /// <summary>Whether it looks at the machine that a worker runs on: each of several has its own, and looks for itself.</summary>
    public bool OfMachine { get; init; }

    /// <summary>So long it may stand before it is told.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Whether the settings open what it looks at: of what nobody uses nobody is told that it is well.</summary>
    public Func<IServiceProvider, bool> IsUsed { get; init; } = _ => true;
}

/// <summary>Every check there is, and which version of the service runs them.</summary>
/// <param name="All">In the order in which they are told.</param>
/// <param name="Version">The version.</param>
internal sealed record Checks(IReadOnlyList<Check> All, string Version)
{
    /// <summary>Where nothing is looked at.</summary>
    public static readonly Checks None = new([], "");

    /// <summary>The names of those that look at what the settings do not open.</summary>
    public IReadOnlySet<string> Unused { get; init; } = new HashSet<string>();

    /// <summary>The check of this name; null where there is none any more.</summary>
    public Check? Find(string name) => All.FirstOrDefault(c => c.Name == name);
}

/// <summary>What a check found.</summary>
/// <param name="Subject">Of several things the one, such as a job's name; empty where there is only one.</param>
/// <param name="What">What fills its sentence, separated by <c>|</c>: numbers, dates as 2026-11-23, names of ours.</param>
/// <param name="Known">False where it could not be found out: then it neither begins nor ends.</param>
internal sealed record Trouble(string Subject, string? What = null, bool Known = true)
{
    /// <summary>Nothing is wrong.</summary>
    public static readonly IReadOnlyList<Trouble> None = [];

    /// <summary>Something is wrong with the one thing.</summary>
    public static IReadOnlyList<Trouble> Of(params object?[] what) => [new("", string.Join('|', what))];

    /// <summary>It cannot be found out now.</summary>
    public static Trouble Unknown(string subject = "") => new(subject, Known: false);
}
