namespace SidekiqCluster.Cli.Shards;

/// <summary>What the command line says about shards.</summary>
/// <param name="Redis"><c>--redis URL</c>: one shard.</param>
/// <param name="Named"><c>--shard NAME=URL</c>, repeated.</param>
/// <param name="ConfigFile"><c>--config FILE</c>.</param>
/// <param name="Prefix"><c>--prefix P</c>: the prefix of shards that bring none of their own.</param>
internal sealed record ShardSettings(string? Redis, IReadOnlyList<string> Named, string? ConfigFile, string? Prefix)
{
    /// <summary>Where shards are looked for when nothing else names them.</summary>
    public const string DefaultConfigFile = "sidekiq-cluster.json";

    /// <summary><c>NAME=URL</c> pairs, blank-separated.</summary>
    public const string ShardsVariable = "SIDEKIQ_CLUSTER_SHARDS";

    /// <summary>One URL.</summary>
    public const string UrlVariable = "REDIS_URL";

    /// <summary>
    /// The shards to ask: of <c>--redis</c> or <c>--shard</c>, else of <c>SIDEKIQ_CLUSTER_SHARDS</c>, else of
    /// <c>REDIS_URL</c>, else of <c>--config</c> or <c>./sidekiq-cluster.json</c>.
    /// </summary>
    /// <exception cref="CliException">None is given, a name is twice there, or a form is wrong.</exception>
    public IReadOnlyList<ShardTarget> Resolve(CliHost host)
    {
        if (Redis is not null && Named.Count > 0)
        {
            throw CliException.Usage("--redis gives one shard and --shard several; use one of the two.");
        }

        var targets = OfCommandLine() ?? OfEnvironment(host) ?? OfFile(host);
        var twice = targets.CountBy(t => t.Name).FirstOrDefault(n => n.Value > 1).Key;
        if (twice is not null)
        {
            throw CliException.Usage($"shard {twice} is given twice; each shard needs a name of its own.");
        }

        targets.ForEach(target => target.Validate(host.Clock));
        return targets;
    }

    /// <summary>What is used instead of the configuration file that was named; null when the file is used.</summary>
    public string? InsteadOfConfigFile(CliHost host) => this switch
    {
        { ConfigFile: null } => null,
        { Redis: not null } => "--redis",
        { Named.Count: > 0 } => "--shard",
        _ when IsSet(host, ShardsVariable) => ShardsVariable,
        _ when IsSet(host, UrlVariable) => UrlVariable,
        _ => null,
    };

    /// <summary>The schema files that the configuration file names, where it is the one that names the shards.</summary>
    /// <exception cref="CliException">The file cannot be read, or is not of its form.</exception>
    public IReadOnlyList<string> FindSchemas(CliHost host)
    {
        var path = Path.Combine(host.WorkingDirectory, ConfigFile ?? DefaultConfigFile);
        var isUsed = Redis is null && Named.Count == 0 && !IsSet(host, ShardsVariable) && !IsSet(host, UrlVariable);
        return isUsed && File.Exists(path) ? ShardFile.ReadSchemas(path, ConfigFile ?? DefaultConfigFile) : [];
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
            throw CliException.Usage(
                $"no shard is given; use --redis URL, --shard NAME=URL, {ShardsVariable}, {UrlVariable} or --config FILE.");
        }

        return ShardFile.Read(path, ConfigFile ?? DefaultConfigFile, Prefix ?? string.Empty);
    }

    private ShardTarget Lone(string url) => ShardTarget.Of(ShardTarget.LoneName, url, Prefix ?? string.Empty);

    private ShardTarget OfPair(string pair, string origin)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);

        // What stands without a name may be a URL with a password, so neither it nor what precedes its '=' is repeated.
        return equals < 0 || pair.AsSpan(0, equals).Contains("://", StringComparison.Ordinal)
            ? throw CliException.Usage($"a shard of {origin} has no name; write NAME=URL.")
            : ShardTarget.Of(pair[..equals], pair[(equals + 1)..], Prefix ?? string.Empty);
    }

    private static bool IsSet(CliHost host, string variable) => !string.IsNullOrWhiteSpace(host.Environment(variable));
}
