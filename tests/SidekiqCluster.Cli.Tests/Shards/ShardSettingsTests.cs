using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Shards;

public sealed class ShardSettingsTests : IDisposable
{
    private const string File = """
        {
          // Two shards.
          "shards": {
            "eu-1": { "url": "redis://eu:6379/1", "prefix": "shop", "labels": { "env": "prod", "region": "eu" } },
            "us_2": { "url": "redis://us:6379/2" },
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Resolve_RedisOption_IsOneShardNamedDefault() =>
        Assert.Equal("default redis://a:1/0 app", Resolve(Settings(redis: "redis://a:1/0", prefix: "app"), "REDIS_URL=redis://b:1"));

    [Fact]
    public void Resolve_ShardOptions_KeepNamesAndSplitAtFirstEquals() =>
        Assert.Equal(
            "eu redis://a:1/0?db=3 ; us.2 b:1,ssl=true ",
            Resolve(Settings(named: ["eu=redis://a:1/0?db=3", "us.2=b:1,ssl=true"]), "SIDEKIQ_CLUSTER_SHARDS=c=redis://c:1"));

    [Theory]
    [InlineData("SIDEKIQ_CLUSTER_SHARDS= eu=redis://a:1   us=b:1,ssl=true\n", "eu redis://a:1 ; us b:1,ssl=true ")]
    [InlineData("SIDEKIQ_CLUSTER_SHARDS=eu=redis://a:1|REDIS_URL=redis://b:1", "eu redis://a:1 ")]
    [InlineData("SIDEKIQ_CLUSTER_SHARDS= |REDIS_URL=redis://b:1", "default redis://b:1 ")]
    [InlineData("REDIS_URL=redis://b:1", "default redis://b:1 ")]
    public void Resolve_Environment_IsNextInOrder(string environment, string expected)
    {
        Write(ShardSettings.DefaultConfigFile, File);

        Assert.Equal(expected, Resolve(Settings(), environment.Split('|')));
    }

    [Theory]
    [InlineData(null, ShardSettings.DefaultConfigFile)]
    [InlineData("mine.json", "mine.json")]
    public void Resolve_File_GivesUrlPrefixAndLabels(string? option, string name)
    {
        Write(name, File);

        Assert.Equal(
            "eu-1 redis://eu:6379/1 shop env=prod region=eu; us_2 redis://us:6379/2 other",
            Resolve(Settings(config: option, prefix: "other")));
    }

    [Fact]
    public void InsteadOfConfigFile_RedisUrlIsSet_NamesIt()
    {
        var host = Host("REDIS_URL=redis://b:1");

        Assert.Equal("REDIS_URL", Settings(config: "mine.json").InsteadOfConfigFile(host));
        Assert.Null(Settings().InsteadOfConfigFile(host));
        Assert.Null(Settings(config: "mine.json").InsteadOfConfigFile(Host()));
    }

    [Theory]
    [InlineData("{", "mine.json is no JSON (line 1); ")]
    [InlineData("[]", "mine.json has no object \"shards\"; ")]
    [InlineData("""{"shards": 1}""", "mine.json has no object \"shards\"; ")]
    [InlineData("""{"shards": {}}""", "mine.json has no shard; ")]
    [InlineData("""{"shard": {}}""", "mine.json: 'shard' is not understood; use \"shards\" and \"schemas\".")]
    [InlineData("""{"shards": {"a b": {"url": "r:1"}}}""", "'a b' is no shard name; ")]
    [InlineData("""{"shards": {"a": "redis://:s3cret@r:1"}}""", "shard a of mine.json is no object; ")]
    [InlineData("""{"shards": {"a": {"url": 1}}}""", "shard a of mine.json: 'url' is no text; ")]
    [InlineData("""{"shards": {"a": {"uri": "redis://:s3cret@r:1"}}}""", "shard a of mine.json: 'uri' is not understood; ")]
    [InlineData("""{"shards": {"a": {"url": "r:1", "labels": ["x"]}}}""", "shard a of mine.json: 'labels' is not understood; ")]
    [InlineData("""{"shards": {"a": {"prefix": "x"}}}""", "shard a has no URL; ")]
    [InlineData("""{"shards": {"a": {"url": "r:1"}, "a": {"url": "r:2"}}}""", "shard a is given twice; ")]
    public void Resolve_WrongFile_SaysWhatIsWrong(string content, string message)
    {
        Write("mine.json", content);

        var e = Assert.Throws<VerbException>(() => Resolve(Settings(config: "mine.json")));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=redis://:s3cret@a:1", "'' is no shard name; ")]
    [InlineData("-eu=redis://:s3cret@a:1", "'-eu' is no shard name; ")]
    [InlineData("redis://:s3cret@a:1", "a shard of --shard has no name; write NAME=URL, or choose among known ones with --shards.")]
    [InlineData("redis://:s3cret@a:1?db=2", "a shard of --shard has no name; write NAME=URL, or choose among known ones with --shards.")]
    [InlineData("eu=", "shard eu has no URL; ")]
    [InlineData("eu=ftp://:s3cret@a:1", "shard eu: ")]
    public void Resolve_WrongShardOption_SaysWhatIsWrong(string pair, string message)
    {
        var e = Assert.Throws<VerbException>(() => Resolve(Settings(named: [pair])));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SameNameTwice_IsRefused()
    {
        var e = Assert.Throws<VerbException>(() => Resolve(Settings(named: ["a=x:1", "a=y:1"])));

        Assert.Equal("shard a is given twice; each shard needs a name of its own.", e.Message);
    }

    [Fact]
    public void CheckOneWay_RedisAndShard_AreRefused()
    {
        var e = Assert.Throws<VerbException>(() => Settings(redis: "x:1", named: ["a=y:1"]).CheckOneWay());

        Assert.Equal("--redis and --shard are both given; use one of them to say which shards are meant.", e.Message);
    }

    [Fact]
    public void Resolve_Nothing_NamesAllWays()
    {
        var e = Assert.Throws<VerbException>(() => Resolve(Settings()));

        Assert.Equal(
            "no shard is given; use --redis URL, --shard NAME=URL, --cluster GATEWAYS, --server URL, SIDEKIQ_CLUSTER_SERVER, SIDEKIQ_CLUSTER_GATEWAYS, SIDEKIQ_CLUSTER_SHARDS, REDIS_URL or --config FILE.",
            e.Message);
    }

    [Fact]
    public void Resolve_MissingConfigFile_IsRefused()
    {
        var e = Assert.Throws<VerbException>(() => Resolve(Settings(config: "none.json")));

        Assert.Equal("none.json cannot be read; give an existing file with --config.", e.Message);
    }

    [Theory]
    [InlineData("--server", "http://a:1/x/", "http://a:1/x/api/v1/verbs")]
    [InlineData("", "https://b", "https://b/api/v1/verbs")]
    public void FindServer_OfOptionOrEnvironment_IsItsHub(string way, string url, string expected)
    {
        var settings = Settings(server: way.Length > 0 ? url : null);

        var server = settings.FindServer(Host($"SIDEKIQ_CLUSTER_SERVER={url}", "SIDEKIQ_CLUSTER_KEY=sck_secret", "REDIS_URL=redis://b:1"))!;

        Assert.Equal((expected, "sck_secret"), (server.Hub.ToString(), server.Key));
        Assert.DoesNotContain("secret", server.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:1", "--server is no URL of a server; write http://HOST:PORT or https://HOST.")]
    [InlineData("http://me:s3cret@a", "--server holds a name or password; put the key into SIDEKIQ_CLUSTER_KEY instead.")]
    public void FindServer_OfWhatIsNone_SaysHowToWriteIt(string url, string words) =>
        Assert.Equal(words, Assert.Throws<VerbException>(() => Settings(server: url).FindServer(Host())).Message);

    [Fact]
    public void FindServer_WhereShardsAreNamed_IsNone() => Assert.Null(Settings(redis: "x:1").FindServer(Host("SIDEKIQ_CLUSTER_SERVER=http://a")));

    private static ShardSettings Settings(
        string? redis = null, string[]? named = null, string? cluster = null, string? server = null, string? config = null, string? prefix = null) =>
        new(redis, named ?? [], cluster, server, config, prefix);

    private string Resolve(ShardSettings settings, params string[] environment) => string.Join(
        "; ",
        settings.Resolve(Host(environment)).Select(t => string.Join(
            ' ', [t.Name, t.Connection, t.Prefix, .. t.Labels.Select(l => $"{l.Key}={l.Value}")])));

    private CliHost Host(params string[] environment)
    {
        var cli = new TestCli { WorkingDirectory = _folder };
        foreach (var pair in environment)
        {
            cli.Environment[pair[..pair.IndexOf('=')]] = pair[(pair.IndexOf('=') + 1)..];
        }

        return cli.HostFor();
    }

    private void Write(string name, string content) => System.IO.File.WriteAllText(Path.Combine(_folder, name), content);
}
