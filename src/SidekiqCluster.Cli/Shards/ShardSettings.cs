using SidekiqCluster.Cli.Servers;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Shards;

/// <summary>What the command line says about shards.</summary>
/// <param name="Redis"><c>--redis URL</c>: one shard.</param>
/// <param name="Named"><c>--shard NAME=URL</c>, repeated.</param>
/// <param name="Cluster"><c>--cluster GATEWAYS</c>: the shards that a cluster's silos own.</param>
/// <param name="Server"><c>--server URL</c>: the shards of the server there, which runs the verb.</param>
/// <param name="ConfigFile"><c>--config FILE</c>.</param>
/// <param name="Prefix"><c>--prefix P</c>: the prefix of shards that bring none of their own.</param>
internal sealed record ShardSettings(
    string? Redis, IReadOnlyList<string> Named, string? Cluster, string? Server, string? ConfigFile, string? Prefix)
{
    /// <summary>Where shards are looked for when nothing else names them.</summary>
    public const string DefaultConfigFile = "sidekiq-cluster.json";

    /// <summary>Gateways, as of <c>--cluster</c>.</summary>
    public const string GatewaysVariable = "SIDEKIQ_CLUSTER_GATEWAYS";

    /// <summary><c>NAME=URL</c> pairs, blank-separated.</summary>
    public const string ShardsVariable = "SIDEKIQ_CLUSTER_SHARDS";

    /// <summary>One URL.</summary>
    public const string UrlVariable = "REDIS_URL";

    /// <summary>A server, as of <c>--server</c>.</summary>
    public const string ServerVariable = "SIDEKIQ_CLUSTER_SERVER";

    /// <summary>Makes sure that at most one way to the shards is given.</summary>
    /// <exception cref="VerbException">Several are.</exception>
    public void CheckOneWay()
    {
        string?[] given =
        [
            Redis is null ? null : "--redis", Named.Count > 0 ? "--shard" : null, Cluster is null ? null : "--cluster", Server is null ? null : "--server",
        ];
        if (given.OfType<string>().ToArray() is [var one, var other, ..])
        {
            throw VerbException.Usage($"{one} and {other} are both given; use one of them to say which shards are meant.");
        }
    }

    /// <summary>The server that runs the verb: of <c>--server</c>, else of <c>SIDEKIQ_CLUSTER_SERVER</c>; null when the shards are asked from here.</summary>
    /// <exception cref="VerbException">The URL is none.</exception>
    public ServerAddress? FindServer(CliHost host)
    {
        var naming = FindNaming(host);
        if (naming is not ("--server" or ServerVariable))
        {
            return null;
        }

        CheckPrefix($"the server of {naming}");
        return ServerAddress.Of(Server ?? host.Environment(ServerVariable)!, naming, host);
    }

    /// <summary>
    /// The way to the shards from here: those of <c>--redis</c>, <c>--shard</c> or <c>--cluster</c>, else of
    /// <c>SIDEKIQ_CLUSTER_GATEWAYS</c>, <c>SIDEKIQ_CLUSTER_SHARDS</c> or <c>REDIS_URL</c>, else of <c>--config</c> or
    /// <c>./sidekiq-cluster.json</c>. Nothing is connected yet.
    /// </summary>
    /// <exception cref="VerbException">None is given, a name is twice there, or a form is wrong.</exception>
    public IShardAccess Open(CliHost host) => FindGateways(host) is { } gateways
        ? new ClusterAccess(gateways, host.Clock)
        : new DirectAccess(Resolve(host), host.Clock);

    /// <summary>What is used instead of the configuration file that was named; null when the file is used.</summary>
    public string? InsteadOfConfigFile(CliHost host) => ConfigFile is null ? null : FindNaming(host);

    /// <summary>The schema files that the configuration file names, where it is the one that names the shards.</summary>
    /// <exception cref="VerbException">The file cannot be read, or is not of its form.</exception>
    public IReadOnlyList<string> FindSchemas(CliHost host)
    {
        var path = Path.Combine(host.WorkingDirectory, ConfigFile ?? DefaultConfigFile);
        return FindNaming(host) is null && File.Exists(path) ? ShardFile.ReadSchemas(path, ConfigFile ?? DefaultConfigFile) : [];
    }

    /// <summary>The shards that are connected from here.</summary>
    /// <exception cref="VerbException">None is given, a name is twice there, or a form is wrong.</exception>
    internal IReadOnlyList<ShardTarget> Resolve(CliHost host)
    {
        var targets = OfCommandLine() ?? OfEnvironment(host) ?? OfFile(host);
        var twice = targets.CountBy(t => t.Name).FirstOrDefault(n => n.Value > 1).Key;
        if (twice is not null)
        {
            throw VerbException.Usage($"shard {twice} is given twice; each shard needs a name of its own.");
        }

        targets.ForEach(target => target.Validate(host.Clock));
        return targets;
    }

    /// <summary>The option or variable that names the shards; null when it is left to the configuration file.</summary>
    private string? FindNaming(CliHost host) => this switch
    {
        { Redis: not null } => "--redis",
        { Named.Count: > 0 } => "--shard",
        { Cluster: not null } => "--cluster",
        { Server: not null } => "--server",
        _ => new[] { ServerVariable, GatewaysVariable, ShardsVariable, UrlVariable }.FirstOrDefault(variable => IsSet(host, variable)),
    };

    private ClusterGateways? FindGateways(CliHost host)
    {
        var naming = FindNaming(host);
        if (naming is not ("--cluster" or GatewaysVariable))
        {
            return null;
        }

        CheckPrefix($"the cluster of {naming}");
        try
        {
            return ClusterGateways.Parse(Cluster ?? host.Environment(GatewaysVariable)!, naming);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, e.Message, e);
        }
    }

    private void CheckPrefix(string owner)
    {
        if (Prefix is not null)
        {
            throw VerbException.Usage($"--prefix is for shards that are named by their URL; {owner} knows those of its own.");
        }
    }

    private List<ShardTarget>? OfCommandLine()
    {
        if (Redis is not null)
        {
            return [Lone(Redis)];
        }

        return Named.Count > 0 ? [.. Named.Select(text => OfPair(text, "--shard"))] : null;
    }

    private List<ShardTarget>? OfEnvironment(CliHost host)
    {
        if (IsSet(host, ShardsVariable))
        {
            var pairs = host.Environment(ShardsVariable)!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return [.. pairs.Select(pair => OfPair(pair, ShardsVariable))];
        }

        return IsSet(host, UrlVariable) ? [Lone(host.Environment(UrlVariable)!.Trim())] : null;
    }

    private List<ShardTarget> OfFile(CliHost host)
    {
        var path = Path.Combine(host.WorkingDirectory, ConfigFile ?? DefaultConfigFile);
        if (ConfigFile is null && !File.Exists(path))
        {
            throw VerbException.Usage(
                $"no shard is given; use --redis URL, --shard NAME=URL, --cluster GATEWAYS, --server URL, {ServerVariable}, {GatewaysVariable}, {ShardsVariable}, {UrlVariable} or --config FILE.");
        }

        return ShardFile.Read(path, ConfigFile ?? DefaultConfigFile, Prefix ?? string.Empty);
    }

    private ShardTarget Lone(string url) => ShardTarget.Of(ShardTarget.LoneName, url, Prefix ?? string.Empty);

    private ShardTarget OfPair(string pair, string origin) => ShardTarget.OfPair(pair, origin, Prefix ?? string.Empty);

    private static bool IsSet(CliHost host, string variable) => !string.IsNullOrWhiteSpace(host.Environment(variable));
}
