using SidekiqCluster.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class ConnectionUrlTests
{
    [Fact]
    public void Parse_HostAlone_TakesDefaults()
    {
        var url = ConnectionUrl.Parse("redis://cache.example.com");

        Assert.Equal([("cache.example.com", 6379)], url.Hosts);
        Assert.Equal(0, url.Database);
        Assert.False(url.Tls);
        Assert.True(url.VerifyCertificate);
        Assert.Null(url.User);
        Assert.Null(url.Password);
        Assert.Null(url.MasterName);
    }

    [Fact]
    public void Parse_EveryPart_ReadsIt()
    {
        var url = ConnectionUrl.Parse("rediss://vi%40ewer:p%3Aa%2Fss%23@10.0.0.1:7000/3?verify=none&ca=%2Fetc%2Fca.pem");

        Assert.Equal([("10.0.0.1", 7000)], url.Hosts);
        Assert.Equal("vi@ewer", url.User);
        Assert.Equal("p:a/ss#", url.Password);
        Assert.Equal(3, url.Database);
        Assert.True(url.Tls);
        Assert.False(url.VerifyCertificate);
        Assert.Equal("/etc/ca.pem", url.CertificateAuthority);
    }

    [Theory]
    [InlineData("redis://:secret@h", null, "secret")]
    [InlineData("redis://secret@h", null, "secret")]
    [InlineData("redis://user:secret@h", "user", "secret")]
    [InlineData("redis://user:a@b@h", "user", "a@b")]
    [InlineData("redis://user:a:b@h", "user", "a:b")]
    [InlineData("redis://user:a+b@h", "user", "a+b")]
    [InlineData("redis://@h", null, null)]
    [InlineData("redis://:@h", null, null)]
    public void Parse_UserInfo_ReadsAsRubysClientDoes(string text, string? user, string? password)
    {
        var url = ConnectionUrl.Parse(text);

        Assert.Equal(user, url.User);
        Assert.Equal(password, url.Password);
        Assert.Equal([("h", 6379)], url.Hosts);
    }

    [Theory]
    [InlineData("redis://[::1]:7000/1", "::1", 7000)]
    [InlineData("redis://[2001:db8::7]", "2001:db8::7", 6379)]
    [InlineData("redis://", "localhost", 6379)]
    [InlineData("redis:///1", "localhost", 6379)]
    [InlineData("REDIS://h", "h", 6379)]
    public void Parse_Host_ReadsNameOrAddress(string text, string host, int port) =>
        Assert.Equal([(host, port)], ConnectionUrl.Parse(text).Hosts);

    [Theory]
    [InlineData("redis://h/4", 4)]
    [InlineData("redis://h/", 0)]
    [InlineData("redis://h?db=5", 5)]
    [InlineData("redis://h/?db=5", 5)]
    public void Parse_Database_FromPathOrQuery(string text, int database) =>
        Assert.Equal(database, ConnectionUrl.Parse(text).Database);

    [Fact]
    public void Parse_Sentinels_ReadsHostsAndMaster()
    {
        var url = ConnectionUrl.Parse(
            "redis-sentinel://:secret@h1,h2:5000,[::1]:5001/mymaster/2?sentinel_user=s&sentinel_password=t");

        Assert.Equal([("h1", 26379), ("h2", 5000), ("::1", 5001)], url.Hosts);
        Assert.True(url.IsSentinel);
        Assert.Equal("mymaster", url.MasterName);
        Assert.Equal(2, url.Database);
        Assert.Equal("secret", url.Password);
        Assert.Equal("s", url.SentinelUser);
        Assert.Equal("t", url.SentinelPassword);
    }

    [Theory]
    [InlineData("http://SECRET@h", "scheme 'http' is unknown")]
    [InlineData("redis+sentinel://h/m", "scheme 'redis+sentinel' is unknown")]
    [InlineData("redis://u:SECRET@h:port", "port")]
    [InlineData("redis://u:SECRET@h:0", "port")]
    [InlineData("redis://u:SECRET@h:65536", "port")]
    [InlineData("redis://u:SECRET", "port")]
    [InlineData("redis://u:SEC/RET@h", "write %2F for '/'")]
    [InlineData("redis://u:SEC?RET@h", "write %2F for '/'")]
    [InlineData("redis://u:SEC#RET@h", "write %23")]
    [InlineData("redis://u:SECRET@h/x", "its database is none; use a number: 0, 1, 2")]
    [InlineData("redis://u:SECRET@h/-1", "its database is none")]
    [InlineData("redis://u:SECRET@h/0,password=SECRET", "its database is none")]
    [InlineData("redis://u:SECRET@h/1/2", "several parts")]
    [InlineData("redis://u:SECRET@h1,h2", "several hosts")]
    [InlineData("redis://u:SECRET@fe80::1", "port")]
    [InlineData("redis://u:SECRET@[fe80::g]", "host")]
    [InlineData("redis://u:SECRET@a b", "host")]
    [InlineData("redis://u:SECRET@h?SECRET=1", "unknown name")]
    [InlineData("rediss://u:SECRET@h?verify=maybe", "verify")]
    [InlineData("redis-sentinel://u:SECRET@/m", "no sentinel")]
    [InlineData("redis-sentinel://u:SECRET@h", "name the master")]
    public void Parse_WrongPart_NamesItWithoutTheSecret(string text, string part)
    {
        var error = Assert.Throws<FormatException>(() => ConnectionUrl.Parse(text));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SEC", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("RET", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void ToString_Password_IsNotThere() =>
        Assert.DoesNotContain("secret", ConnectionUrl.Parse("redis://u:secret@h").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("redis://h", true)]
    [InlineData("http://h", true)]
    [InlineData("localhost:6379", false)]
    [InlineData("localhost,password=a://b", false)]
    public void IsUrl_Text_TellsByItsScheme(string text, bool isUrl) => Assert.Equal(isUrl, ConnectionUrl.IsUrl(text));
}
