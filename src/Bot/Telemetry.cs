using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using System.Reflection;
using Core.Inbox;
using Core.Outbox;
using Core.Persistence;
using Core.Settings;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

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

/// <summary>What stands in the outbox, as measurements, when a setting names a collector.</summary>
internal sealed class Telemetry(IDbContextFactory<AppDb> databases, OutboxSender outbox, MeterProvider? collector = null) : IHostedService,
    IDisposable
{
    internal const string MeterName = "SuaraLayanan";
    private const int Patience = 2000;
    private readonly Meter _meter = new(MeterName);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (collector is null) return Task.CompletedTask;
        _meter.CreateObservableGauge("suara.outbox.waiting", Waiting, "{message}", "Messages that wait in the outbox.");
        _meter.CreateObservableGauge("suara.outbox.in_hand", () => outbox.InHand, "{message}", "Messages that are being sent.");
        return Task.CompletedTask;
    }

    /// <summary>Sends the last figures; a collector that does not answer holds nothing up for long.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        collector?.Shutdown(Patience);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private int Waiting()
    {
        using var db = databases.CreateDbContext();
        return db.Outbox.Count(m => m.State == OutboxState.Waiting);
    }
}

/// <summary>Registers measuring.</summary>
internal static class TelemetrySetup
{
    /// <summary>Adds it (messages handled, handling time, outbox); without an endpoint it does nothing.</summary>
    public static IServiceCollection AddMeasure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<MetricsOptions>(configuration, "Metrics").AddHostedService<Telemetry>();
        if (string.IsNullOrEmpty(configuration["Metrics:Endpoint"])) return services;
        services.AddOpenTelemetry().ConfigureResource(service => Describe(service, configuration)).WithMetrics(metrics => metrics
            .AddMeter(MeterNames)
            .AddOtlpExporter((otlp, reader) => SendTo(configuration.GetSection("Metrics").Get<MetricsOptions>()!, otlp, reader)));
        return services;
    }

    private static string[] MeterNames =>
        [Telemetry.MeterName, CountSent.MeterName, CountHandled.MeterName, Bot.Telegram.Updates.HearUpdates.MeterName];

    /// <summary>Who measures: this version of the service, and which of several processes it is.</summary>
    private static void Describe(ResourceBuilder service, IConfiguration configuration) => service.AddService(
        "suara-layanan",
        serviceVersion: typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        autoGenerateServiceInstanceId: false,
        serviceInstanceId: configuration["Outbox:Instance"] is { Length: > 0 } instance ? instance : Environment.MachineName);

    private static void SendTo(MetricsOptions options, OtlpExporterOptions otlp, MetricReaderOptions reader)
    {
        otlp.Endpoint = new Uri(options.Endpoint);
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.EverySeconds * 1000;
    }
}
