using System.Diagnostics.Metrics;

namespace Core.Persistence;

/// <summary>Times what is written and counts what the database refused, for whoever listens to the meter.</summary>
internal static class CountCommits
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "SuaraLayanan.Database";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("suara.database.commit", "s",
        "From the beginning of a transaction until it is on disk.");
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("suara.database.errors", "{error}",
        "Transactions that could not be written, by the kind of error.");

    internal static void Committed(TimeSpan took) => Seconds.Record(took.TotalSeconds);

    internal static void Failed(Exception why) => Errors.Add(1, new KeyValuePair<string, object?>("error", ErrorCause.KindOf(why)));
}
