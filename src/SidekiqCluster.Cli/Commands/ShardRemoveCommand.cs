using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ShardRemoveCommand : VerbCommand
{
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The shard." };

    public ShardRemoveCommand(CommandContext context)
        : base(context, "remove", "Removes a shard that was added to a running fleet; nothing is done to its Redis.", "shard remove eu-3") =>
        Arguments.Add(_name);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new ShardRemoveVerb { Name = run.Value(_name) };
}
