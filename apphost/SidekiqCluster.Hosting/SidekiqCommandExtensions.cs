using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SidekiqCluster.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Commands in the dashboard that a server of a fleet carries out. They act on the whole fleet, so they belong to one resource with one
/// endpoint: a command on a replicated resource reaches one replica, which is as good as any other.
/// </summary>
public static class SidekiqCommandExtensions
{
    /// <summary>Adds the commands: quiet all, stop all, clear the dead set of each shard, retry all jobs of an error class.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="fleet">The fleet, for the names of its shards.</param>
    /// <param name="errorClasses">The error classes to offer retries of.</param>
    public static IResourceBuilder<T> WithSidekiqCommands<T>(
        this IResourceBuilder<T> builder, SidekiqClusterService fleet, params string[] errorClasses)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(errorClasses);
        builder
            .WithCommand("quiet-all", FleetCommands.Quiet, "Quiet all processes", "PauseCircle", "Tell every process of every shard to take no more jobs?", FleetCommands.AllProcesses)
            .WithCommand("stop-all", FleetCommands.Stop, "Stop all processes", "RecordStop", "Tell every process of every shard to stop?", FleetCommands.AllProcesses);
        foreach (var shard in fleet.Shards)
        {
            builder.WithCommand(
                $"clear-dead-{shard.Name}",
                $"{FleetCommands.ClearDead}?{FleetCommands.ShardsParameter}={shard.Name}",
                $"Clear the dead set of {shard.Name}",
                "Delete",
                $"Remove all dead jobs of {shard.Name} for good?",
                body: null);
        }

        // The name tells commands apart: of two with one name the dashboard keeps the last.
        foreach (var (place, errorClass) in errorClasses.Index())
        {
            builder.WithCommand(
                $"retry-{place}",
                FleetCommands.Retry,
                $"Retry all of {errorClass}",
                "ArrowClockwise",
                $"Put all jobs of all shards that failed with {errorClass} back into their queues?",
                FleetCommands.RetryOfError(errorClass));
        }

        return builder;
    }

    /// <summary>Adds the command that pushes jobs to a simulated fleet.</summary>
    /// <param name="builder">What simulates it.</param>
    public static IResourceBuilder<T> WithSeedCommand<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.WithCommand("seed", FleetCommands.Seed, "Seed jobs", "Add", "Push a thousand jobs to the shards?", body: null);

    private static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder, string name, string path, string label, string icon, string question, string? body)
        where T : IResourceWithEndpoints => builder.WithHttpCommand(path, label, commandName: name, commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Post,
            IconName = icon,
            ConfirmationMessage = question,
            PrepareRequest = request =>
            {
                if (body is not null)
                {
                    request.Request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                }

                return Task.CompletedTask;
            },
            UpdateState = static state => state.ResourceSnapshot.HealthStatus is HealthStatus.Healthy
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Disabled,
        });
}
