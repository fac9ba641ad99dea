using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRetryVerb : JobActVerb
{
    private readonly Option<TimeSpan?> _spread = OptionKinds.Duration(
        "--spread", "Run them at random times within so long from now, out of the retry set [default: at once].");

    public JobRetryVerb(VerbContext context)
        : base(
            context,
            "retry",
            "Puts jobs of sets back into their queues, with one retry less counted.",
            "job retry --in retry dead --where 'class:HardJob error:Timeout*' --rate 200/s",
            "job retry --in dead --all --spread 30m",
            "job retry --in dead --jid b4a577edbccf1d805744efa9") => Options.Add(_spread);

    protected override bool IsForQueues => false;

    protected override JobAct ActOf(Run run)
    {
        var spread = run.Value(_spread) ?? TimeSpan.Zero;
        if (spread > DateTimeOffset.MaxValue - run.Host.Clock.GetUtcNow())
        {
            throw CliException.Usage("--spread ends after the year 9999; use a shorter one.");
        }

        return new(
            Name,
            spread > TimeSpan.Zero ? $", spread over {Human.Duration(spread)}" : string.Empty,
            (shard, jobs, options, ct) => shard.Operations.RetryAsync(jobs, spread, options, ct));
    }
}
