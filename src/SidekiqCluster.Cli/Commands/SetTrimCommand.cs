using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SetTrimCommand : RemovalCommand
{
    private readonly SetArgument _set;

    private readonly Option<int?> _maxJobs = OptionKinds.Number(
        "--max-jobs", "How many jobs stay at most, the youngest.", 0, int.MaxValue, "0 or a positive number");

    private readonly Option<TimeSpan?> _maxAge = OptionKinds.Duration("--max-age", "How long ago those that stay died at most, such as 180d.");

    public SetTrimCommand(CommandContext context)
        : base(
            context,
            "trim",
            "Removes the oldest dead jobs, as workers do when one dies: those above a number, or beyond an age.",
            "set trim dead --max-jobs 10000 --max-age 180d",
            "set trim dead --max-age 30d --dry-run")
    {
        _set = new SetArgument(this, SetName.Trimmable);
        Options.Add(_maxJobs);
        Options.Add(_maxAge);
    }

    protected override RemovalVerb RemovalOf(Run run) => new SetTrimVerb
    {
        Set = _set.Read(run),
        MaxJobs = run.Value(_maxJobs),
        MaxAge = run.Value(_maxAge),
    };
}
