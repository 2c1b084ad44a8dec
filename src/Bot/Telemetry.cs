using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using Core.Inbox;
using Core.Outbox;
using Core.Persistence;
using Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

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

    /// <summary>Checks that the address is one.</summary>
    public static ValidationResult? IsAddress(string address) =>
        string.IsNullOrEmpty(address) || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidationResult.Success
            : new ValidationResult("Metrics:Endpoint must be an address such as http://127.0.0.1:4317; leave it empty to send nothing.");
}

/// <summary>Sends measurements (messages handled, handling time, outbox) to a collector, when a setting names one.</summary>
public sealed class Telemetry(IDbContextFactory<AppDb> databases, OutboxSender outbox, IOptions<MetricsOptions> options) : IHostedService, IDisposable
{
    private const string MeterName = "SuaraLayanan";
    private readonly Meter _meter = new(MeterName);
    private MeterProvider? _provider;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint.Length == 0) return Task.CompletedTask;
        _meter.CreateObservableGauge("suara.outbox.waiting", Waiting, "{message}", "Messages that wait in the outbox.");
        _meter.CreateObservableGauge("suara.outbox.in_hand", () => outbox.InHand, "{message}", "Messages that are being sent.");
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(MeterName, CountSent.MeterName, CountHandled.MeterName).AddOtlpExporter((otlp, reader) =>
        {
            otlp.Endpoint = new Uri(options.Value.Endpoint);
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.Value.EverySeconds * 1000;
        }).Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.Shutdown(timeoutMilliseconds: 2000);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _provider?.Dispose();
        _meter.Dispose();
    }

    private int Waiting()
    {
        using var db = databases.CreateDbContext();
        return db.Outbox.Count(m => m.State == OutboxState.Waiting);
    }
}

/// <summary>Registers measuring.</summary>
public static class TelemetrySetup
{
    /// <summary>Adds it; without an endpoint it does nothing.</summary>
    public static IServiceCollection AddMeasure(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSection<MetricsOptions>(configuration, "Metrics").AddHostedService<Telemetry>();
}
