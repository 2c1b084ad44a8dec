using Bot.Lapor;
using Core.Inbox;
using Core.Messaging;
using Core.Outbox;
using Core.Persistence;
using Core.Settings;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bot;

/// <summary>Registers measuring.</summary>
internal static class TelemetrySetup
{
    /// <summary>Where Prometheus asks.</summary>
    private const string Path = "/metrics";

    /// <summary>From a press that is answered at once to a platform that lets us wait.</summary>
    private static readonly double[] Seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static string[] MeterNames => [Telemetry.MeterName, CountSent.MeterName, CountHandled.MeterName, CountCommits.MeterName,
        LaporClient.MeterName, Bot.Telegram.Updates.HearUpdates.MeterName, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    /// <summary>Adds it; without a setting that names a collector or a port it does nothing.</summary>
    public static IServiceCollection AddMeasure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<MetricsOptions>(configuration, "Metrics").AddSingleton<ReadFigures>().AddHostedService<Telemetry>();
        var options = new MetricsOptions { Endpoint = configuration["Metrics:Endpoint"] ?? "", Url = configuration["Metrics:Url"] ?? "" };
        if (options.Endpoint.Length == 0 && options.Url.Length == 0) return services;
        var measured = services.AddOpenTelemetry().ConfigureResource(service => Describe(service, configuration));
        if (options.Endpoint.Length > 0 && configuration.GetValue<int>("Metrics:TracePercent") is > 0 and var percent)
            measured.WithTracing(traces => traces.AddSource(MessageTrace.SourceName)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(percent / 100.0)))
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(options.Endpoint)));
        measured.WithMetrics(metrics =>
        {
            metrics.AddMeter(MeterNames).AddView("suara.*", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds });
            if (options.Endpoint.Length > 0) metrics.AddOtlpExporter((otlp, reader) =>
                SendTo(configuration.GetSection("Metrics").Get<MetricsOptions>()!, otlp, reader));
            if (options.Url.Length > 0) metrics.AddPrometheusExporter();
        });
        return services;
    }

    /// <summary>Opens <c>/metrics</c> on its own port and nowhere else.</summary>
    public static void UseMeasure(this WebApplication app)
    {
        if (MetricsOptions.PortOf(app.Configuration["Metrics:Url"]) is not { } port) return;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Connection.LocalPort == port && http.Request.Path == Path);
        app.Use((http, next) =>
        {
            if (http.Connection.LocalPort != port) return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    /// <summary>Who measures: this version of the service, and which of several processes it is.</summary>
    private static void Describe(ResourceBuilder service, IConfiguration configuration) => service.AddService(
        "suara-layanan", serviceVersion: Startup.Version, autoGenerateServiceInstanceId: false,
        serviceInstanceId: configuration["Outbox:Instance"] is { Length: > 0 } instance ? instance : Environment.MachineName);

    private static void SendTo(MetricsOptions options, OtlpExporterOptions otlp, MetricReaderOptions reader)
    {
        otlp.Endpoint = new Uri(options.Endpoint);
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.EverySeconds * 1000;
    }
}
