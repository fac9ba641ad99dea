using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SidekiqCluster.Client.Hosting;
using SidekiqCluster.Hosting;

namespace SidekiqCluster;

/// <summary>Gives applications the fleet, by what their app host has injected or their configuration says.</summary>
public static class FleetClientHostBuilderExtensions
{
    private const string CallSource = "Microsoft.Orleans.Application";
    private const string ClientMeter = "Microsoft.Orleans";

    /// <summary>
    /// Adds <see cref="ISidekiqFleet"/>, with a cluster client that finds the silos as section <c>Orleans</c> of the configuration says, or else
    /// through the Redis of <see cref="FleetClientSettings.ConnectionString"/>; a health check; and the sources of traces and metrics.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The client's name: of its subsection in the configuration, of its connection string, and of its health check.</param>
    /// <param name="configure">Changes the settings last; null for nothing.</param>
    /// <exception cref="InvalidOperationException">Nothing says where the silos are, or a connection string is none.</exception>
    public static IHostApplicationBuilder AddSidekiqFleetClient(
        this IHostApplicationBuilder builder, string name, Action<FleetClientSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var settings = SettingsOf(builder.Configuration, name);
        configure?.Invoke(settings);
        AddClusterClient(builder, name, settings);
        builder.Services.AddSidekiqFleetClient();
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                $"sidekiq-fleet:{name}", static provider => new FleetHealthCheck(provider.GetRequiredService<ISidekiqFleet>()), null, ["ready"]));
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(static tracing => tracing.AddSource(CallSource));
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter(ClientMeter));
        }

        return builder;
    }

    private static FleetClientSettings SettingsOf(IConfiguration configuration, string name)
    {
        var settings = new FleetClientSettings();
        var section = configuration.GetSection(FleetClientSettings.SectionName);
        section.Bind(settings);
        section.GetSection(name).Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(name) ?? settings.ConnectionString;
        return settings;
    }

    private static void AddClusterClient(IHostApplicationBuilder builder, string name, FleetClientSettings settings)
    {
        InjectedRedis.AddTo(builder);
        if (InjectedRedis.IsClusteringInjected(builder.Configuration))
        {
            builder.UseOrleansClient();
            return;
        }

        var store = settings.ConnectionString is { Length: > 0 } connection ? connection : throw new InvalidOperationException(
            $"Nothing says where the silos of '{name}' are: set ConnectionStrings:{name} or {FleetClientSettings.SectionName}:{name}:"
            + $"{nameof(FleetClientSettings.ConnectionString)} to the cluster's own Redis, or start the application from an app host that references it.");
        builder.UseOrleansClient(client => client
            .UseFleetStore(store)
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = settings.ClusterId));
    }
}
