using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tests.Telegram;

/// <summary>Keeps everything that is traced or measured in this process, with all that is said beside it.</summary>
internal sealed class Traces : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Traces()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        _meters.Start();
        _activities = new()
        {
            ShouldListenTo = source => IsOurs(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _lines.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>Instruments with their tags, and activities with theirs.</summary>
    public string All => string.Join('\n', _lines);

    /// <summary>Of these, those about the server at this port; other tests talk with theirs at the same time.</summary>
    public string About(string url) => string.Join('\n', _lines.Where(line => line.Contains($"{new Uri(url).Port}")));

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    // The servers of the tests run in this process too; what they tell of their side is theirs.
    private static bool IsOurs(string source) => !source.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _lines.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}");
}
