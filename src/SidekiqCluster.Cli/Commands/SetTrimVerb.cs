using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SetTrimVerb : RemovalVerb
{
    private readonly SetArgument _set;

    private readonly Option<int?> _maxJobs = OptionKinds.Number(
        "--max-jobs", "How many jobs stay at most, the youngest.", 0, int.MaxValue, "0 or a positive number");

    private readonly Option<TimeSpan?> _maxAge = OptionKinds.Duration("--max-age", "How long ago those that stay died at most, such as 180d.");

    public SetTrimVerb(VerbContext context)
        : base(
            context,
            "trim",
            "Removes the oldest dead jobs, as workers do when one dies: those above a number, or beyond an age.",
            "set trim dead --max-jobs 10000 --max-age 180d",
            "set trim dead --max-age 30d --dry-run")
    {
        _set = new SetArgument(this, "dead");
        Options.Add(_maxJobs);
        Options.Add(_maxAge);
    }

    protected override Removal RemovalOf(Run run)
    {
        var name = _set.Read(run);
        var (maxJobs, maxAge) = (run.Value(_maxJobs), run.Value(_maxAge));
        if (maxJobs is null && maxAge is null)
        {
            throw CliException.Usage("'set trim' needs a limit; give --max-jobs N, --max-age DURATION or both.");
        }

        return new Removal
        {
            Of = $" of {name}, the oldest ones,",
            CountAsync = (shard, ct) => CountAsync(shard, maxJobs, maxAge, ct),
            RemoveAsync = (shard, progress, ct) => shard.DeadSet.TrimAsync(maxJobs, maxAge, new RemovalProgress(progress), ct),
        };
    }

    private static async Task<long?> CountAsync(ISidekiqShard shard, int? maxJobs, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        var tooMany = maxJobs is { } most ? await shard.DeadSet.GetSizeAsync(cancellationToken) - most : 0;
        if (maxAge is not { } age)
        {
            return Math.Max(tooMany, 0);
        }

        var isOld = JobFilter.Compare(JobField.Of(JobFieldName.At), JobFilterOperator.Less, JobFilterValue.FromNow(-age));
        var tooOld = await shard.CountJobsAsync(JobSources.Of(JobSource.Dead), isOld, null, cancellationToken);
        return Math.Max(tooMany, tooOld.Count);
    }
}
