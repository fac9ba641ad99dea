using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Server.Telemetry;

namespace SidekiqCluster.Server.Monitoring;

/// <summary>The dashboard and the alert rules that stand beside the server.</summary>
public sealed partial class MonitoringFilesTests
{
    [Fact]
    public void Files_Metrics_AreThoseThatTheServerTells()
    {
        var told = new SortedSet<string>(StringComparer.Ordinal);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = new FleetMeters(services.GetRequiredService<IMeterFactory>(), new NoSilo(), TimeProvider.System);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == FleetMeters.Name)
            {
                told.Add(PrometheusNameOf(instrument));
            }
        };
        listener.Start();

        var dashboard = Read("dashboard.json");
        Assert.Equal(told, NamesIn(dashboard));
        Assert.Subset(told, NamesIn(Read("alerts.yml")));
        Assert.Equal(JsonValueKind.Array, JsonElement.Parse(dashboard).GetProperty("panels").ValueKind);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Monitoring", name));

    private static SortedSet<string> NamesIn(string text) => new(Metric().Matches(text).Select(static match => match.Value), StringComparer.Ordinal);

    private static string PrometheusNameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => string.Empty };
        var total = instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) ? "_total" : string.Empty;
        return instrument.Name.Replace('.', '_') + unit + total;
    }

    [GeneratedRegex("sidekiq_[a-z_]+")]
    private static partial Regex Metric();
}
