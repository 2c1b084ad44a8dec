using Core.Texts;

namespace Core.Complaints.Handling;

/// <summary>What became of it.</summary>
/// <param name="Problem">Why nothing was done; null when it was.</param>
internal sealed record StepDone(LocalizedText? Problem)
{
    /// <summary>What the citizen reads; null when nothing.</summary>
    public LocalizedText? Told { get; init; }

    /// <summary>Whether it reaches nobody by itself, so that whoever takes the step must tell them.</summary>
    public bool Unread { get; init; }

    /// <summary>What goes to SP4N-LAPOR!; null when nothing.</summary>
    public LocalizedText? Sends { get; init; }

    /// <summary>That it was not done because somebody else holds it; asked again with <see cref="StepAsked.TakeOver"/> it is.</summary>
    public bool TakesOver { get; init; }

    /// <summary>When they read it; null for at once.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Files to erase after the commit.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
