using System.Diagnostics.Metrics;

namespace Core.Outbox;

/// <summary>Counts what leaves, by channel and outcome, for whoever listens to the meter; nobody's words or address are in it.</summary>
internal static class CountSent
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SuaraLayanan.Outbox";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("suara.outbox.messages", "{message}",
        "Messages that left the outbox, by outcome.");
    private static readonly Counter<long> Floods = Meter.CreateCounter<long>("suara.outbox.too_many", "{answer}",
        "How often the platform said that we send too much.");

    private static readonly Histogram<double> Calls = Meter.CreateHistogram<double>("suara.outbox.call", "s",
        "How long the platform took to answer a message.");

    internal static void Took(string channel, TimeSpan time) =>
        Calls.Record(time.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));

    internal static void Count(string channel, string outcome) => Messages.Add(1, new("channel", channel), new("outcome", outcome));

    internal static void TooMany(string channel) => Floods.Add(1, new KeyValuePair<string, object?>("channel", channel));
}
