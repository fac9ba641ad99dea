using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.Hosting;

/// <summary>Runs <c>redis-server</c> as a process.</summary>
public static class RedisServerProcessBuilderExtensions
{
    /// <summary>
    /// Adds a <c>redis-server</c> that keeps nothing on disk, on a free port of this machine alone. It is for local runs, and is left out of
    /// manifests.
    /// </summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The resource's name, which names its connection string too.</param>
    /// <param name="command">The program; null for <c>redis-server</c> on the PATH.</param>
    /// <param name="port">The port that others see; null for a free one.</param>
    public static IResourceBuilder<RedisServerProcessResource> AddRedisServerProcess(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? command = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var resource = new RedisServerProcessResource(name, command ?? "redis-server", builder.AppHostDirectory);
        var key = $"{name}_check";
        AddHealthCheck(builder, resource, key);
        return builder.AddResource(resource)
            .WithEndpoint(port: port, scheme: "tcp", name: RedisServerProcessResource.PrimaryEndpointName)
            .WithArgs(context =>
            {
                context.Args.Add("--port");
                context.Args.Add(resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort));
                foreach (var argument in new[] { "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no" })
                {
                    context.Args.Add(argument);
                }
            })
            .WithHealthCheck(key)
            .WithIconName("Database")
            .ExcludeFromManifest();
    }

    private static void AddHealthCheck(IDistributedApplicationBuilder builder, RedisServerProcessResource resource, string key)
    {
        Lazy<Task<ConnectionMultiplexer>>? connection = null;
        builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(resource, async (_, cancellationToken) =>
        {
            var connectionString = await resource.ConnectionStringExpression.GetValueAsync(cancellationToken).ConfigureAwait(false);
            connection = new Lazy<Task<ConnectionMultiplexer>>(() => ConnectionMultiplexer.ConnectAsync(connectionString!));
        });
        builder.Services.AddHealthChecks().AddAsyncCheck(key, async _ =>
        {
            if (connection is null)
            {
                return HealthCheckResult.Unhealthy("There is no connection string yet.");
            }

            var redis = await connection.Value.ConfigureAwait(false);
            await redis.GetDatabase().PingAsync().ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        });
    }
}
