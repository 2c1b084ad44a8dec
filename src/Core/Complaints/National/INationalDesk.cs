namespace Core.Complaints.National;

/// <summary>SP4N-LAPOR! as far as its calls are known (docs/complaints.md says what of them is verified).</summary>
internal interface INationalDesk
{
    /// <summary>Files a complaint. It must not be repeated unless its outcome says so.</summary>
    Task<NationalOutcome> File(NationalComplaint complaint, CancellationToken stop);

    /// <summary>Looks a complaint up by its number there.</summary>
    Task<NationalOutcome> Find(string number, CancellationToken stop);

    /// <summary>Says that a complaint is not ours, and whose.</summary>
    Task<NationalOutcome> Reject(string number, int agency, string why, CancellationToken stop);

    /// <summary>One page of what was done there, counted from 1.</summary>
    Task<NationalPage> FollowUps(string number, int page, CancellationToken stop);

    /// <summary>The agencies that complaints can be given to; asking is harmless, so it also shows whether anybody answers.</summary>
    Task<NationalAgencies> Agencies(int most, CancellationToken stop);
}

/// <summary>What is filed: numbers of their tables, and words without anything that says who complains.</summary>
internal sealed record NationalComplaint(string Code, string Title, string Content, int Category, int Agency, int Class, DateOnly Day,
    bool Anonymous, bool Secret, bool Urgent);

/// <summary>What came of a call; a closed list.</summary>
/// <param name="Why">The kind of trouble, such as <c>503</c>; never anything that was said.</param>
internal abstract record NationalOutcome(string Why)
{
    /// <summary>It was done; for filing with its number there.</summary>
    internal sealed record Done(string Number) : NationalOutcome("");

    /// <summary>It certainly was not done; later again.</summary>
    internal sealed record Later(string Why) : NationalOutcome(Why);

    /// <summary>It may have been done: nobody answered, or not so that it can be read.</summary>
    internal sealed record Unsure(string Why) : NationalOutcome(Why);

    /// <summary>It was not done, and would not be a second time.</summary>
    internal sealed record Refused(string Why) : NationalOutcome(Why);
}

/// <summary>A page of follow-ups.</summary>
/// <param name="Lines">What stands on it.</param>
/// <param name="More">Whether there is another.</param>
/// <param name="Why">Why it could not be read; null when it could.</param>
internal sealed record NationalPage(IReadOnlyList<NationalFollowUp> Lines, bool More, string? Why);

/// <summary>Something that was done there.</summary>
/// <param name="Key">What tells it from others of its complaint.</param>
/// <param name="Kind">What they call it; empty where they do not say.</param>
/// <param name="By">Who did it; empty where they do not say.</param>
/// <param name="At">When, as they write it; empty where they do not say.</param>
/// <param name="Words">What it says.</param>
internal sealed record NationalFollowUp(string Key, string Kind, string By, string At, string Words);

/// <summary>Agencies by their numbers.</summary>
/// <param name="All">In their order.</param>
/// <param name="Why">Why they could not be read; null when they could.</param>
internal sealed record NationalAgencies(IReadOnlyList<(string Number, string Name)> All, string? Why);
