using System.ComponentModel.DataAnnotations;

namespace Core.Reminders;

/// <summary>Settings of section <c>Reminders</c>.</summary>
internal sealed class RemindersOptions : IValidatableObject
{
    /// <summary>A reminder that is so many minutes late is dropped, 15 to 480.</summary>
    [Range(15, 480)]
    public int LateMinutes { get; set; } = 180;

    /// <summary>Nothing of ours comes from this local time on.</summary>
    public TimeOnly QuietFrom { get; set; } = new(18, 0);

    /// <summary>Nothing of ours comes before this local time.</summary>
    public TimeOnly QuietUntil { get; set; } = new(5, 30);

    /// <summary>When a reminder comes again after "later".</summary>
    public TimeOnly LaterAt { get; set; } = new(13, 0);

    /// <summary>When the recap of a week or month comes, on its last working day.</summary>
    public TimeOnly RecapAt { get; set; } = new(15, 30);

    /// <summary>
    /// How many people are written into the outbox in one transaction, 10 to 1000; replies to citizens go between two of them.
    /// </summary>
    [Range(10, 1000)]
    public int ChunkSize { get; set; } = 200;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (QuietUntil >= QuietFrom)
            yield return new ValidationResult(
                "Reminders:QuietUntil is not before Reminders:QuietFrom, so nothing could ever be sent; write such as 05:30 and 18:00.");
        if (LaterAt < QuietUntil || LaterAt >= QuietFrom)
            yield return new ValidationResult(
                "Reminders:LaterAt lies in the quiet hours; write a time between Reminders:QuietUntil and Reminders:QuietFrom.");
        if (RecapAt < QuietUntil || RecapAt >= QuietFrom)
            yield return new ValidationResult(
                "Reminders:RecapAt lies in the quiet hours; write a time between Reminders:QuietUntil and Reminders:QuietFrom.");
    }
}
