using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>Metrics and traces, for Prometheus at <c>/metrics</c> and for whatever takes OTLP.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Calls between grains; the runtime's own source would tell of timers alone.</summary>
    private const string GrainCalls = "Microsoft.Orleans.Application";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FleetMeters>();
        builder.Services.AddSingleton<VerbTelemetry>();
        builder.Services.AddHostedService<FleetCollector>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(static metrics => metrics
                .AddMeter(FleetMeters.Name, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddPrometheusExporter())
            .WithTracing(static tracing => tracing.AddSource(VerbTelemetry.SourceName, GrainCalls, RedisSpans.SourceName).AddAspNetCoreInstrumentation());
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }
}
