using OpenTelemetry;
using SidekiqCluster;
using SidekiqCluster.Hosting;
using SidekiqCluster.Watcher;

var builder = WebApplication.CreateBuilder(args);
builder.AddSidekiqFleetClient("fleet");
builder.Services.AddHostedService<FleetWatcher>();
if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
{
    builder.Services.AddOpenTelemetry().UseOtlpExporter();
}

var app = builder.Build();
app.MapHealthChecks(FleetCommands.ReadyPath);
app.MapGet(FleetCommands.LivePath, static () => Results.Ok());
app.Run();
