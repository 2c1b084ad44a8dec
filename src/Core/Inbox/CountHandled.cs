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

    internal static void Count(string channel, string outcome, TimeSpan took) =>
        Seconds.Record(took.TotalSeconds, new("channel", channel), new("outcome", outcome));
}
