using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class GarnetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_Garnet_KnowsItsLimits()
    {
        await using var server = GarnetServer.Start();

        await using var connection = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Cancel);

        Assert.Equal(ServerKind.Garnet, connection.Capabilities.Kind);
        Assert.False(connection.Capabilities.HasEvalReadOnly);
        Assert.True(connection.Capabilities.CanEvaluate);
        Assert.True(connection.Capabilities.HasListPosition);
        Assert.True(connection.Capabilities.ReadsListsWhole);
        Assert.StartsWith("Garnet finds", Assert.Single(connection.Capabilities.Degradations), StringComparison.Ordinal);
        Assert.Equal(7, (int)await connection.EvalReadOnlyAsync("return tonumber(ARGV[1])", ["k"], [7], Cancel));
    }

    [Fact]
    public async Task Connect_NoSuchDatabase_SaysSo()
    {
        await using var server = GarnetServer.Start();

        await Assert.ThrowsAsync<SidekiqClusterException>(
            () => SidekiqShard.ConnectAsync(server.Url(server.DatabaseCount), Cancel));
    }
}
