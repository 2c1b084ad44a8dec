using System.ComponentModel.DataAnnotations;

namespace Core.Alarms;

/// <summary>Who hears when the service is ill, and from when on it is (section <c>Alarms</c>).</summary>
internal sealed class AlarmOptions : IValidatableObject
{
    /// <summary>
    /// Chats that are told, as <c>CHANNEL:ADDRESS</c> separated by commas; empty for the instansi's administrators.
    /// </summary>
    public string To { get; set; } = "";

    /// <summary>From here on the night is kept quiet, in the instansi's zone, unless people are not served.</summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>From here on it is day.</summary>
    public TimeOnly QuietUntil { get; set; } = new(6, 30);

    /// <summary>A reply that waits longer than so many minutes is too old.</summary>
    [Range(1, 1440)]
    public int QueueMinutes { get; set; } = 10;

    /// <summary>Less free disk than this is low.</summary>
    [Range(1, 1_000_000)]
    public int DiskLowMegabytes { get; set; } = 1024;

    /// <summary>Less than this is full: nothing more can be stored soon.</summary>
    [Range(1, 1_000_000)]
    public int DiskFullMegabytes { get; set; } = 200;

    /// <summary>A backup older than so many hours is too old; 0 for none, such as where other tools make them.</summary>
    [Range(0, 8760)]
    public int BackupHours { get; set; } = 36;

    /// <summary>The chats of <see cref="To"/>.</summary>
    internal IEnumerable<(string Channel, string Address)> Chats => To.Split(',', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split(':', 2)).Select(c => (c[0], c.ElementAtOrDefault(1) ?? ""));

    /// <summary>Whether it is one of the chats of <see cref="To"/>.</summary>
    internal bool Names(string channel, string address) => Chats.Contains((channel, address));

    /// <summary>Checks that every chat names its channel.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Chats.Any(c => c.Channel.Length == 0 || c.Address.Length == 0))
            yield return new ValidationResult("Alarms:To must name chats as CHANNEL:ADDRESS, separated by commas; leave it empty to tell the instansi's administrators.");
    }

    /// <summary>Whether a time of day lies in the night.</summary>
    internal bool IsQuiet(TimeOnly now) => QuietFrom != QuietUntil && now.IsBetween(QuietFrom, QuietUntil);
}
