using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Asks the silos that own the shards. Answers are as fresh as those of the shards themselves.</summary>
internal sealed class ClusterAccess(ClusterGateways gateways, TimeProvider clock) : IShardAccess
{
    /// <summary>How long one shard is waited for, as long as one that is connected directly.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private IHost? _host;
    private FleetAccess? _fleet;

    public async Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) =>
        await (await ConnectAsync(cancellationToken)).ListAsync(cancellationToken);

    public async Task<ISidekiqShard> ConnectAsync(string shard, CancellationToken cancellationToken) =>
        await (await ConnectAsync(cancellationToken)).ConnectAsync(shard, cancellationToken);

    public async Task<ShardsJobPage> GetPageAsync(
        IReadOnlyList<string> shards, JobQuery query, CancellationToken cancellationToken) =>
        await (await ConnectAsync(cancellationToken)).GetPageAsync(shards, query, cancellationToken);

    public async Task<ISidekiqFleet?> FindFleetAsync(CancellationToken cancellationToken) =>
        await (await ConnectAsync(cancellationToken)).FindFleetAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }

        _gate.Dispose();
    }

    private async Task<FleetAccess> ConnectAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _fleet ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<FleetAccess> StartAsync(CancellationToken cancellationToken)
    {
        var addresses = await gateways.ResolveAsync(cancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(clock);
        builder.Services.AddSidekiqFleetClient();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => options.ClusterId = gateways.ClusterId);
            client.UseStaticClustering(addresses);
            client.Services.Replace(ServiceDescriptor.Singleton<IClientConnectionRetryFilter>(new GatewayPatience()));
        });
        _host = builder.Build();
        try
        {
            await _host.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new SidekiqClusterException(
                $"No silo of cluster '{gateways.ClusterId}' answered at {gateways} within {GatewayPatience.Limit.TotalSeconds:0} s; "
                + "see whether one runs there, with this gateway port and this cluster id.",
                shard: null,
                e);
        }

        return new FleetAccess(_host.Services.GetRequiredService<ISidekiqFleet>().With(staleness: TimeSpan.Zero, timeout: Timeout));
    }
}
