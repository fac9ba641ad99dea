using System.CommandLine;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ShardAddCommand : VerbCommand
{
    private readonly Argument<string> _shard = new("shard") { HelpName = "NAME=URL", Description = "Its name, and where the silos reach its Redis." };
    private readonly Option<string[]> _labels = new("--label") { HelpName = "NAME=VALUE", Description = "What it is chosen by; repeat it for several." };
    private readonly Option<string?> _namespace = OptionKinds.Text("--namespace", "P", "What stands before every key, as the redis-namespace gem writes it.");
    private readonly Option<bool> _preferReplica = OptionKinds.Flag("--prefer-replica", "Read from a replica when one is connected.");

    public ShardAddCommand(CommandContext context)
        : base(
            context,
            "add",
            "Adds a shard to a running fleet: all its silos know it, now and after restarts.",
            "shard add eu-3=redis://10.0.0.7:6379 --label env=prod --label region=eu")
    {
        Arguments.Add(_shard);
        Options.Add(_labels);
        Options.Add(_namespace);
        Options.Add(_preferReplica);
    }

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run)
    {
        var shard = ShardTarget.OfPair(run.Value(_shard), "NAME=URL", run.Value(_namespace) ?? string.Empty);
        return new ShardAddVerb
        {
            Name = shard.Name,
            Connection = shard.Connection,
            KeyPrefix = shard.Prefix,
            PreferReplica = run.Value(_preferReplica),
            Labels = LabelsOf(run.Value(_labels) ?? []),
        };
    }

    private static Dictionary<string, string> LabelsOf(IEnumerable<string> texts)
    {
        var labels = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !labels.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                throw VerbException.Usage(equals < 1 ? $"--label is '{text}'; write NAME=VALUE." : $"--label {text[..equals]} is given twice.");
            }
        }

        return labels;
    }
}
