using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class OptionPlacementTests
{
    private static readonly SidekiqClusterCommand Root = new(new TestCli().HostFor());

    [Theory]
    [InlineData("queue list --redis u", "queue list --redis u")]
    [InlineData("--redis u queue list", "queue list --redis u")]
    [InlineData("queue --redis u list", "queue list --redis u")]
    [InlineData("--watch --format=json queue list --prefix p", "queue list --watch --format=json --prefix p")]
    [InlineData("--shard a=1 --shard b=2 stats", "stats --shard a=1 --shard b=2")]
    [InlineData("--in retry dead job list", "job list --in retry dead")]
    [InlineData("job --in retry dead --limit 3 list", "job list --in retry dead --limit 3")]
    [InlineData("--where -tag:vip work list", "work list --where -tag:vip")]
    [InlineData("--prefix queue queue show queue", "queue show --prefix queue queue")]
    [InlineData("--in=retry job find j1", "job find --in=retry j1")]
    [InlineData("[suggest:4] job", "[suggest:4] job")]
    [InlineData("--nope stats", "stats --nope")]
    [InlineData("-- stats", "-- stats")]
    [InlineData("--redis", "--redis")]
    public void VerbFirst_AnyOrder_PutsOptionsBehindTheVerb(string written, string ordered) =>
        Assert.Equal(ordered.Split(' '), ArgumentOrder.VerbFirst(Root, written.Split(' ')));

    [Theory]
    [InlineData("stats --redis redis://127.0.0.1:1")]
    [InlineData("--redis redis://127.0.0.1:1 stats")]
    public async Task Run_OptionOnEitherSide_IsTheSame(string commandLine)
    {
        var result = await new TestCli().RunAsync(commandLine);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("127.0.0.1:1", result.ErrorLine, StringComparison.Ordinal);
    }
}
