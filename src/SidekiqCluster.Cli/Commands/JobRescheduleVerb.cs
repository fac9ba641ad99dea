using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRescheduleVerb : JobActVerb
{
    private readonly Option<Moment?> _at = OptionKinds.Time("--at", "When they are due: 2026-11-23T15:00:00Z (no zone: UTC), or +2h.");

    private readonly Option<TimeSpan?> _spread = OptionKinds.Duration(
        "--spread", "Spread them at random over so long after that, such as 10m [default: all at once].");

    public JobRescheduleVerb(VerbContext context)
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

    protected override bool IsForQueues => false;

    protected override JobAct ActOf(Run run)
    {
        var at = run.Value(_at)!.Value.ResolveFuture("--at", run.Host.Clock.GetUtcNow(), "'job enqueue' to run the jobs now");
        var spread = run.Value(_spread) ?? TimeSpan.Zero;
        if (spread > DateTimeOffset.MaxValue - at)
        {
            throw CliException.Usage("--spread ends after the year 9999; use a shorter one.");
        }

        return new(
            Name,
            $" to {Human.Time(at)}" + (spread > TimeSpan.Zero ? $" and up to {Human.Duration(spread)} later" : string.Empty),
            (shard, jobs, options, ct) => shard.Operations.RescheduleAsync(jobs, at, spread, options, ct));
    }
}
