using System.Diagnostics.Metrics;

namespace Core.Inbox;

/// <summary>
/// Counts and times what is received, by channel and outcome, for whoever listens to the meter; nobody's words are in it.
/// </summary>
internal static class CountHandled
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SuaraLayanan.Inbox";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Seconds =
        Meter.CreateHistogram<double>("suara.inbox.handling", "s",
            "From receiving a message until it is handled and on disk; its count is the messages handled.");

    private static readonly Histogram<double> Stages =
        Meter.CreateHistogram<double>("suara.inbox.stage", "s",
            "Where the time goes: waiting for the writer, handling, and writing to disk.");

    internal static void Count(string channel, string kind, string outcome, TimeSpan took) =>
        Seconds.Record(took.TotalSeconds, new("channel", channel), new("kind", kind), new("outcome", outcome));

    internal static void Stage(string channel, string stage, TimeSpan took) =>
        Stages.Record(took.TotalSeconds, new("channel", channel), new("stage", stage));
}
