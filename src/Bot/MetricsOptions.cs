using System.ComponentModel.DataAnnotations;

namespace Bot;

/// <summary>Where measurements go (section <c>Metrics</c>).</summary>
public sealed class MetricsOptions
{
    /// <summary>The address of an OTLP collector, such as <c>http://127.0.0.1:4317</c>; empty sends nothing anywhere.</summary>
    [CustomValidation(typeof(MetricsOptions), nameof(IsAddress))]
    public string Endpoint { get; set; } = "";

    /// <summary>Seconds between two reports.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 60;

    /// <summary>
    /// Of so many of a hundred messages the way through the service is sent to <see cref="Endpoint"/> as a trace; 0 for none.
    /// </summary>
    [Range(0, 100)]
    public int TracePercent { get; set; }

    /// <summary>
    /// Where Prometheus asks, on a port of its own that no proxy leads to, such as <c>http://127.0.0.1:9464</c>; empty opens nothing.
    /// </summary>
    [CustomValidation(typeof(MetricsOptions), nameof(IsPort))]
    public string Url { get; set; } = "";

    /// <summary>Checks that the address is one.</summary>
    public static ValidationResult? IsAddress(string address) => Empty(address) || Read(address) is not null ? ValidationResult.Success
        : new ValidationResult("Metrics:Endpoint must be an address such as http://127.0.0.1:4317; leave it empty to send nothing.");

    /// <summary>Checks that the address is one, with a port.</summary>
    public static ValidationResult? IsPort(string address) => Empty(address) || Read(address) is { Scheme: "http" }
        ? ValidationResult.Success
        : new ValidationResult("Metrics:Url must be an address such as http://127.0.0.1:9464; leave it empty to open nothing.");

    /// <summary>The port of <see cref="Url"/>; null where nothing is opened.</summary>
    internal static int? PortOf(string? address) => Empty(address) ? null : Read(address!)?.Port;

    private static bool Empty(string? address) => string.IsNullOrEmpty(address);

    private static Uri? Read(string address) =>
        Uri.TryCreate(address.Replace("//*", "//any").Replace("//+", "//any"), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" ? uri : null;
}
