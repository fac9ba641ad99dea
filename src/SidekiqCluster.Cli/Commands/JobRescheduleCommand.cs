using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRescheduleCommand : JobActCommand
{
    private readonly Option<Moment?> _at = OptionKinds.Time("--at", "When they are due: 2026-11-23T15:00:00Z (no zone: UTC), or +2h.");

    private readonly Option<TimeSpan?> _spread = OptionKinds.Duration(
        "--spread", "Spread them at random over so long after that, such as 10m [default: all at once].");

    public JobRescheduleCommand(CommandContext context)
        : base(
            context,
            "reschedule",
            "Gives jobs of sets another time.",
            "job reschedule --in retry --where class:HardJob --at +2h --spread 30m",
            "job reschedule --in scheduled --jid b4a577edbccf1d805744efa9 --at 2026-12-01T06:00:00Z")
    {
        _at.Required = true;
        Options.Add(_at);
        Options.Add(_spread);
    }

    protected override JobActVerb ActOf(Run run) => new JobRescheduleVerb
    {
        At = run.Value(_at)!.Value,
        Spread = run.Value(_spread) ?? TimeSpan.Zero,
    };
}
