using SidekiqCluster.Servers;

namespace SidekiqCluster.Core.Tests.Servers;

public sealed class InfoTextTests
{
    [Fact]
    public void Parse_RealText_ReadsEveryField()
    {
        var info = InfoText.Parse("# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n\r\n# Memory\r\nused_memory:895208\r\n");

        Assert.Equal(3, info.Fields.Count);
        Assert.Equal("7.0.15", info.Version);
        Assert.Equal(ServerKind.Redis, info.Kind);
        Assert.Equal(895208, info.Number("used_memory"));
        Assert.False(info.IsCluster);
    }

    [Theory]
    [InlineData("executable:/usr/bin/redis:x", "executable", "/usr/bin/redis:x")]
    [InlineData("config_file:", "config_file", null)]
    [InlineData("a:1\na:2", "a", "2")]
    [InlineData("no colon here", "no colon here", null)]
    [InlineData(":value", "", null)]
    [InlineData("# comment: x", "# comment", null)]
    [InlineData("", "a", null)]
    public void Parse_OddLine_IsTolerated(string text, string name, string? value) =>
        Assert.Equal(value, InfoText.Parse(text)[name]);

    [Theory]
    [InlineData("redis_version:7.2.4\nvalkey_version:8.0.1\nserver_name:valkey", ServerKind.Valkey, "8.0.1")]
    [InlineData("redis_version:7.4.0\ndragonfly_version:df-v1.25.1", ServerKind.Dragonfly, "df-v1.25.1")]
    [InlineData("redis_version:7.4.3\ngarnet_version:2.2.8", ServerKind.Garnet, "2.2.8")]
    [InlineData("redis_version:6.2.14", ServerKind.Redis, "6.2.14")]
    [InlineData("", ServerKind.Redis, null)]
    public void Kind_Server_IsToldByItsOwnVersion(string text, ServerKind kind, string? version)
    {
        var info = InfoText.Parse(text);

        Assert.Equal(kind, info.Kind);
        Assert.Equal(version, info.Version);
    }

    [Theory]
    [InlineData("redis_mode:cluster", true)]
    [InlineData("server_mode:cluster", true)]
    [InlineData("cluster_enabled:1", true)]
    [InlineData("cluster_enabled:0", false)]
    public void IsCluster_AnySign_Counts(string text, bool isCluster) => Assert.Equal(isCluster, InfoText.Parse(text).IsCluster);

    [Theory]
    [InlineData("maxmemory:0", 0L)]
    [InlineData("maxmemory:many", null)]
    [InlineData("maxmemory:1.5", null)]
    [InlineData("maxmemory:99999999999999999999", null)]
    public void Number_Field_IsNullWhenNone(string text, long? number) => Assert.Equal(number, InfoText.Parse(text).Number("maxmemory"));
}
