namespace Core.Intents;

/// <summary>One of the buttons of the open question.</summary>
/// <param name="Id">What the button stands for.</param>
/// <param name="Label">What it says.</param>
/// <param name="Counted">Whether "3" can mean it; buttons such as back and stop are not counted.</param>
internal sealed record AnswerOption(string Id, string Label, bool Counted = true);

/// <summary>Which button the typed words mean.</summary>
/// <param name="Id">The likeliest; null when none comes near.</param>
/// <param name="Sure">Whether to take it; otherwise ask.</param>
/// <param name="Why">What told it: <c>label</c>, <c>number</c>, <c>words</c>, <c>slip</c>, <c>part</c> or <c>meaning</c>.</param>
internal sealed record ReadAnswer(string? Id, bool Sure, string Why)
{
    internal static readonly ReadAnswer None = new(null, false, "");
}
