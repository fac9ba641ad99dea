using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SidekiqCluster.Demo;
using SidekiqCluster.Server.Endpoints;
using SidekiqCluster.Server.Hosting;

namespace SidekiqCluster.Server.Demo;

/// <summary>Serves a simulated fleet until it is asked to end.</summary>
/// <param name="output">Where it tells what runs where.</param>
/// <param name="urls">Where to listen; null for the usual port, or a free one if that is taken.</param>
/// <param name="jobs">Jobs to add to the backlog.</param>
internal sealed class DemoRun(TextWriter output, string? urls, long jobs)
{
    /// <summary>Serves from the first moment on, and seeds meanwhile.</summary>
    /// <param name="cancellationToken">Ends it, as SIGINT and SIGTERM do at any time.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await RunUntilAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("Ended before everything was there.");
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private async Task RunUntilAsync(CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        await output.WriteLineAsync("Starting a server for each of three shards and one for the cluster ...");
        await using var demo = await DemoFleet.StartAsync(stop);
        using var listening = urls is null ? UsualPort.ListenThereOrElsewhere() : null;
        await using var app = ServerHost.Build(urls ?? UsualPort.UrlOf(listening!), SettingsOf(demo), listening: listening);
        app.MapDemo(demo);
        await app.StartAsync(stop);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await output.WriteLineAsync($"Serving at {address}; seeding ...");
        try
        {
            await demo.SeedAsync(jobs, jobs > 0 ? new SeedProgress(output, jobs) : null, stop);

            // What the shards' grains learned while there was less must not be answered any more.
            await app.Services.GetRequiredService<ISidekiqFleet>().With(staleness: TimeSpan.Zero).GetStatsAsync(cancellationToken: stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        await output.WriteLineAsync(Tell(demo, address, watch.Elapsed));
        await app.WaitForShutdownAsync(stop);
    }

    /// <summary>The whole configuration: what stands in files and in the environment is not the demo's.</summary>
    private static Dictionary<string, string?> SettingsOf(DemoFleet demo)
    {
        var settings = new Dictionary<string, string?> { [$"{ServerOptions.SectionName}:{nameof(ServerOptions.Store)}"] = demo.Store };
        foreach (var (shard, url) in demo.Shards)
        {
            var section = $"{FleetOptions.SectionName}:{nameof(FleetOptions.Shards)}:{shard.Name}";
            settings[$"{section}:{nameof(ShardSettings.Connection)}"] = url;
            settings[$"{section}:{nameof(ShardSettings.KeyPrefix)}"] = shard.KeyPrefix;
            foreach (var (name, value) in shard.Labels)
            {
                settings[$"{section}:{nameof(ShardSettings.Labels)}:{name}"] = value;
            }
        }

        return settings;
    }

    private static string Tell(DemoFleet demo, string address, TimeSpan elapsed)
    {
        var shards = demo.Shards.Select(static shard =>
            $"  {shard.Key.Name,-8} Sidekiq {shard.Key.Era.Version,-7} {shard.Value}{(shard.Key.KeyPrefix.Length > 0 ? $"  prefix {shard.Key.KeyPrefix}" : string.Empty)}"
            + $"  {string.Join(' ', shard.Key.Labels.Select(static label => $"{label.Key}={label.Value}"))}");
        return $$"""

            A fleet of three shards in {{demo.Program}}, ready after {{elapsed.TotalSeconds:0.0}} s:

            {{string.Join(Environment.NewLine, shards)}}
              store    of the cluster  redis://{{demo.Store}}

              API       {{address}}/api/v1/stats
              try it    {{address}}/reference
              health    {{address}}/health/ready
              metrics   {{address}}/metrics

            Try in another terminal, at the root of the repository:

              dotnet run --project src/SidekiqCluster.Cli -- --server {{address}} queue list
              dotnet run --project src/SidekiqCluster.Cli -- --server {{address}} job count --in retry --by error
              curl -s "{{address}}/api/v1/jobs/retry" --json '{"in":["retry"],"where":"error:Faraday*","limit":100,"dry_run":true}'

            Ctrl-C ends everything.
            """;
    }
}
