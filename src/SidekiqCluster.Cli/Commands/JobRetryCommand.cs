using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRetryCommand : JobActCommand
{
    private readonly Option<TimeSpan?> _spread = OptionKinds.Duration(
        "--spread", "Run them at random times within so long from now, out of the retry set [default: at once].");

    public JobRetryCommand(CommandContext context)
        : base(
            context,
            "retry",
            "Puts jobs of sets back into their queues, with one retry less counted.",
            "job retry --in retry dead --where 'class:HardJob error:Timeout*' --rate 200/s",
            "job retry --in dead --all --spread 30m",
            "job retry --in dead --jid b4a577edbccf1d805744efa9") => Options.Add(_spread);

    protected override JobActVerb ActOf(Run run) => new JobRetryVerb { Spread = run.Value(_spread) ?? TimeSpan.Zero };
}
