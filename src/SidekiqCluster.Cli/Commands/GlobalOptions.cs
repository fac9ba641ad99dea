using System.CommandLine;
using System.CommandLine.Parsing;
using SidekiqCluster.Cli.Servers;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Fleets;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The options that every verb has.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Redis { get; } = OptionKinds.Text(
        "--redis", "URL", "One shard, named 'default': redis://, rediss:// or a StackExchange.Redis connection string.");

    public Option<string[]> Shard { get; } = new("--shard")
    {
        HelpName = "NAME=URL",
        Description = "A named shard; repeat it for several.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string?> Cluster { get; } = OptionKinds.Text(
        "--cluster", "GATEWAYS", "The shards that a cluster's silos own: HOST:PORT of one gateway, or of several parted by commas.");

    public Option<string?> Server { get; } = OptionKinds.Text(
        "--server", "URL", $"The shards of a server, which runs the verb: http://HOST:PORT. Its key comes from {ServerAddress.KeyVariable}.");

    public Option<ShardSelection?> Shards { get; } = OptionKinds.Parsed<ShardSelection?>(
        "--shards", "SELECTION", "Only some of the shards: by name (eu-*), by label (env=prod), or both ('eu-*,us-1 env=prod').", ShardSelection.Parse);

    public Option<string?> Config { get; } = OptionKinds.Text(
        "--config", "FILE", $"A file of shards, used when nothing else names them [default: ./{ShardSettings.DefaultConfigFile}].");

    public Option<string?> Prefix { get; } = OptionKinds.Text(
        "--prefix", "P", "The namespace before every key, as the redis-namespace gem writes it.");

    public Option<OutputFormat> Format { get; } = OptionKinds.Choice(
        "--format",
        "How to print the answer",
        ("table", OutputFormat.Table),
        ("json", OutputFormat.Json),
        ("jsonl", OutputFormat.Jsonl),
        ("csv", OutputFormat.Csv));

    public Option<bool> Watch { get; } = OptionKinds.Flag("--watch", "Draw the list anew every 2 s until Ctrl-C.");

    /// <summary>Those that say where the shards are.</summary>
    public IEnumerable<Option> OfShards => [Redis, Shard, Cluster, Server, Config, Prefix];

    /// <summary>Makes them options of the command and of all below it.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in OfShards.Append(Shards).Append(Format).Append(Watch))
        {
            option.Recursive = true;
            command.Options.Add(option);
        }
    }

    public ShardSettings ShardSettingsOf(ParseResult parsed) => ShardSettingsOf(parsed.RootCommandResult);

    public ShardSettings ShardSettingsOf(SymbolResult result) => new(
        result.GetValue(Redis), result.GetValue(Shard) ?? [], result.GetValue(Cluster), result.GetValue(Server), result.GetValue(Config), result.GetValue(Prefix));
}
