using SidekiqCluster.Servers;

namespace SidekiqCluster.Core.Tests.Servers;

public sealed class ServerInfoReaderTests
{
    private static readonly ShardCapabilities Capabilities = new()
    {
        Kind = ServerKind.Garnet,
        Version = "2.2.8",
        HasEvalReadOnly = false,
        CanEvaluate = true,
        CanInfo = true,
        HasListPosition = true,
        ReadsListsWhole = true,
        Degradations = ["Something is missing."],
    };

    [Fact]
    public void From_FullInfo_FillsEverything()
    {
        var info = ServerInfoReader.From(
            InfoText.Parse("garnet_version:2.2.8\nrole:master\nuptime_in_seconds:60\nconnected_clients:3\nused_memory:10\n"
                + "used_memory_peak:20\nmaxmemory:30\nmaxmemory_policy:noeviction"),
            Capabilities);

        Assert.Equal(ServerKind.Garnet, info.Kind);
        Assert.Equal("2.2.8", info.Version);
        Assert.Equal("master", info.Role);
        Assert.Equal(TimeSpan.FromMinutes(1), info.Uptime);
        Assert.Equal(3, info.ConnectedClients);
        Assert.Equal(10, info.UsedMemoryBytes);
        Assert.Equal(20, info.PeakMemoryBytes);
        Assert.Equal(30, info.MaxMemoryBytes);
        Assert.Equal("noeviction", info.MaxMemoryPolicy);
        Assert.Equal(8, info.Fields.Count);
        Assert.Equal(Capabilities.Degradations, info.Degradations);
    }

    [Fact]
    public void From_NoInfo_LeavesNulls()
    {
        var info = ServerInfoReader.From(InfoText.Empty, Capabilities);

        Assert.Equal("2.2.8", info.Version);
        Assert.Null(info.Role);
        Assert.Null(info.Uptime);
        Assert.Null(info.ConnectedClients);
        Assert.Null(info.UsedMemoryBytes);
        Assert.Null(info.PeakMemoryBytes);
        Assert.Null(info.MaxMemoryBytes);
        Assert.Null(info.MaxMemoryPolicy);
        Assert.Empty(info.Fields);
    }
}
