namespace SidekiqCluster.Cli.Shards;

public sealed class ClusterGatewaysTests
{
    [Theory]
    [InlineData("localhost:30000", "default", "localhost:30000")]
    [InlineData("10.0.0.5:30000, 10.0.0.6:30001,", "default", "10.0.0.5:30000,10.0.0.6:30001")]
    [InlineData("fleet@silo-a:1", "fleet", "silo-a:1")]
    [InlineData("[::1]:30000", "default", "::1:30000")]
    public void Parse_Gateways_AreReadWithTheClustersId(string text, string id, string addresses)
    {
        var gateways = ClusterGateways.Parse(text, "--cluster");

        Assert.Equal((id, addresses), (gateways.ClusterId, gateways.ToString()));
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData(",", "','")]
    [InlineData("@a:1", "'@a:1'")]
    [InlineData("silo", "'silo'")]
    [InlineData("a:1,:2", "':2'")]
    [InlineData("a:0", "'a:0'")]
    [InlineData("a:65536", "'a:65536'")]
    [InlineData("redis://a:6379", "'redis://a:6379'")]
    public void Parse_NoGateways_SaysWhatIsRight(string text, string shown)
    {
        var e = Assert.Throws<FormatException>(() => ClusterGateways.Parse(text, "--cluster"));

        Assert.StartsWith($"--cluster: {shown} is no gateway; write HOST:PORT", e.Message, StringComparison.Ordinal);
    }
}
