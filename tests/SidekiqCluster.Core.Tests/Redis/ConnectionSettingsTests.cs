using SidekiqCluster.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class ConnectionSettingsTests
{
    private static readonly string[] Quiet = ["CONFIG", "CLUSTER", "SUBSCRIBE", "PSUBSCRIBE"];

    [Fact]
    public void From_ConnectionString_KeepsWhatItSays()
    {
        var settings = From("h1:7000,h2,password=secret,user=viewer,defaultDatabase=3,ssl=true,name=mine,asyncTimeout=1234");

        Assert.Equal("Shard default (h1:7000, h2:6380)", settings.Place.ToString());
        Assert.Equal("secret", settings.Configuration.Password);
        Assert.Equal("viewer", settings.Configuration.User);
        Assert.Equal(3, settings.Database);
        Assert.True(settings.Configuration.Ssl);
        Assert.Equal("mine", settings.Configuration.ClientName);
        Assert.Equal(1234, settings.Configuration.AsyncTimeout);
    }

    [Fact]
    public void From_Url_MeansTheSameAsTheConnectionString()
    {
        var settings = From("rediss://viewer:secret@h1:7000/3");

        Assert.Equal("Shard default (h1:7000)", settings.Place.ToString());
        Assert.Equal("secret", settings.Configuration.Password);
        Assert.Equal("viewer", settings.Configuration.User);
        Assert.Equal(3, settings.Database);
        Assert.True(settings.Configuration.Ssl);
        Assert.Equal("sidekiq-cluster", settings.Configuration.ClientName);
    }

    [Theory]
    [InlineData("redis-sentinel://h1,h2/mymaster/2")]
    [InlineData("h1,h2,serviceName=mymaster,defaultDatabase=2")]
    public void From_Sentinels_NamesMasterAndSentinels(string connection)
    {
        var settings = From(connection);

        Assert.Equal("Shard default (mymaster by sentinel h1:26379, h2:26379)", settings.Place.ToString());
        Assert.Equal("mymaster", settings.Configuration.ServiceName);
        Assert.Equal(2, settings.Database);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("redis://localhost")]
    [InlineData("localhost,abortConnect=false,configChannel=x,tiebreaker=y")]
    public void From_AnyConnection_SendsNothingThatAViewerMayNot(string connection)
    {
        var configuration = From(connection).Configuration;
        var commands = configuration.CommandMap.ToString();

        Assert.All(Quiet, command => Assert.Contains("$" + command, commands, StringComparison.Ordinal));
        Assert.Equal(string.Empty, configuration.ConfigurationChannel);
        Assert.Equal(string.Empty, configuration.TieBreaker);
        Assert.True(configuration.AbortOnConnectFail);
        Assert.False(configuration.BacklogPolicy.QueueWhileDisconnected);
    }

    [Fact]
    public void From_RenamedCommands_KeepsTheirNames() =>
        Assert.Contains(
            "$INFO=tell", From("localhost,$INFO=tell").Configuration.CommandMap.ToString(), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("")]
    [InlineData("myapp:", "myapp")]
    [InlineData("myapp:", "myapp:")]
    [InlineData("a:b:", "a:b")]
    public void From_KeyPrefix_EndsInOneColon(string prefix, string text = "") =>
        Assert.Equal(prefix, ConnectionSettings.From(new() { Connection = "h", KeyPrefix = text }).Keys.Prefix);

    [Fact]
    public void From_Options_WinOverTheConnection()
    {
        var settings = ConnectionSettings.From(new()
        {
            Connection = "h,name=mine,asyncTimeout=1234",
            ClientName = "ours",
            Timeout = TimeSpan.FromSeconds(2),
        });

        Assert.Equal("ours", settings.Configuration.ClientName);
        Assert.Equal(2000, settings.Configuration.AsyncTimeout);
        Assert.Equal(2000, settings.Configuration.ConnectTimeout);
    }

    [Theory]
    [InlineData("h,password=SEC,RET=1", "part 3")]
    [InlineData("h,defaultDatabase=SECRET", "part 2")]
    [InlineData("password=SECRET", "names no host")]
    public void From_WrongConnectionString_NamesThePartWithoutTheSecret(string text, string part)
    {
        var error = Assert.Throws<FormatException>(() => From(text));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SEC", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("RET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void From_AuthorityThatIsNoCertificate_NamesTheFile()
    {
        var file = Path.GetTempFileName();
        try
        {
            var error = Assert.Throws<ArgumentException>(() => From($"rediss://h?ca={Uri.EscapeDataString(file)}"));

            Assert.Contains(file, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ConnectionSettings From(string connection) => ConnectionSettings.From(new() { Connection = connection });
}
