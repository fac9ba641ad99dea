using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SetClearCommand : RemovalCommand
{
    private readonly SetArgument _set;

    public SetClearCommand(CommandContext context)
        : base(
            context,
            "clear",
            "Removes all jobs of a set at once.",
            "set clear dead",
            "set clear retry --dry-run") => _set = new SetArgument(this, SetName.All);

    protected override RemovalVerb RemovalOf(Run run) => new SetClearVerb { Set = _set.Read(run) };
}
