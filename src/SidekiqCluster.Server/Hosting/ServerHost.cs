using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Orleans.Configuration;
using SidekiqCluster.Hosting;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Server.Endpoints;
using SidekiqCluster.Server.Health;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Security;
using SidekiqCluster.Server.Telemetry;

namespace SidekiqCluster.Server.Hosting;

/// <summary>One process: a silo with the fleet, and the HTTP API over it.</summary>
internal static class ServerHost
{
    /// <summary>Where it listens unless it is told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:7433";

    /// <summary>The longest body of a request, but for jobs to push.</summary>
    public const long MostBodyBytes = 1 << 20;

    /// <summary>Builds the process from files and the environment.</summary>
    /// <param name="urls">Where to listen; null for what the configuration says.</param>
    /// <exception cref="ServerException">The configuration does not say where the cluster's own Redis is.</exception>
    public static WebApplication Build(string? urls) => Build(NewBuilder(), urls);

    /// <summary>Builds the process from these settings alone, whatever stands in files and in the environment.</summary>
    /// <param name="urls">Where to listen.</param>
    /// <param name="settings">All of them.</param>
    /// <param name="clock">The clock of ages and of times from now; null for the system's.</param>
    /// <param name="listening">What listens there already; null for what is yet to be bound.</param>
    public static WebApplication Build(string urls, IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null, Socket? listening = null)
    {
        var builder = NewBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        if (listening is not null)
        {
            builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => listening);
        }

        return Build(builder, urls);
    }

    /// <summary>What is configured that the demo would not serve, as it brings its own; null when there is nothing.</summary>
    public static string? FindFleet()
    {
        var configuration = NewBuilder().Configuration;
        return new[] { $"{ServerOptions.SectionName}:{nameof(ServerOptions.Store)}", $"{FleetOptions.SectionName}:{nameof(FleetOptions.Shards)}" }
            .FirstOrDefault(section => configuration.GetSection(section).Exists());
    }

    private static WebApplicationBuilder NewBuilder() =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

    private static WebApplication Build(WebApplicationBuilder builder, string? urls)
    {
        UnknownSettings.Refuse(builder.Configuration);
        var options = builder.Configuration.GetSection(ServerOptions.SectionName).Get<ServerOptions>() ?? new ServerOptions();
        if (urls is not null || (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null))
        {
            builder.WebHost.UseUrls(urls ?? DefaultUrl);
        }

        var security = builder.Configuration.GetSection(SecurityOptions.SectionName).Get<SecurityOptions>() ?? new SecurityOptions();
        ListeningGuard.Check(builder.Configuration, urls, security);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = MostBodyBytes);
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Error);
        builder.Services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RequestDrain>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain + RequestDrain.Leaving);
        builder.Services.AddSidekiqFleetClient();
        builder.AddSidekiqFleetSilo(silo => Configure(silo, builder.Configuration, options));
        builder.AddApi();
        builder.AddSecurity(security);
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck<ClusterCheck>("cluster");

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<RequestDrain>().RunAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.WriteUntakenAsync);
        app.UseMiddleware<CallerMiddleware>();
        app.MapHealthChecks(FleetCommands.LivePath, new HealthCheckOptions { Predicate = static _ => false });
        app.MapHealthChecks(FleetCommands.ReadyPath, new HealthCheckOptions { Predicate = static check => check.Name == "cluster" });
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapApi();
        return app;
    }

    /// <summary>The store of the configuration, unless an app host says how silos find each other.</summary>
    private static void Configure(ISiloBuilder silo, ConfigurationManager configuration, ServerOptions options)
    {
        if (options.Store is { Length: > 0 } store)
        {
            if (InjectedRedis.IsClusteringInjected(configuration))
            {
                throw new ServerException(
                    $"Both {ServerOptions.SectionName}:{nameof(ServerOptions.Store)} and Orleans:Clustering say how servers find each other; leave one of them out.");
            }

            var address = IPAddress.TryParse(options.Address, out var parsed) ? parsed : throw new ServerException(
                $"{ServerOptions.SectionName}:{nameof(ServerOptions.Address)} is '{options.Address}'; use an IP address of this machine that the other servers reach.");
            silo.UseFleetStore(store)
                .AddActivityPropagation()
                .Configure<ClusterOptions>(cluster => cluster.ClusterId = options.ClusterId)
                .ConfigureEndpoints(address, Port(options.SiloPort), Port(options.GatewayPort));
        }
        else if (!InjectedRedis.IsClusteringInjected(configuration))
        {
            throw new ServerException(
                $"The cluster's own Redis is not configured. Set {ServerOptions.SectionName}:{nameof(ServerOptions.Store)} "
                + $"(SidekiqCluster__Server__Store=host:port, never a shard), or start it from an app host, which sets Orleans__Clustering__*; "
                + "or try it with --demo, which needs nothing.");
        }
    }

    private static int Port(int configured) => configured > 0 ? configured : FreePort.Reserve();
}
