using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Removes the oldest dead jobs, as workers do when one dies: those above a number, or beyond an age.</summary>
internal sealed record SetTrimVerb : RemovalVerb
{
    /// <summary>The set: dead.</summary>
    public required string Set { get; init; }

    /// <summary>How many jobs stay at most, the youngest; null for any number.</summary>
    public int? MaxJobs { get; init; }

    /// <summary>How long ago those that stay died at most; null for any time.</summary>
    public TimeSpan? MaxAge { get; init; }

    public override string Name => "trim";

    protected override Removal ToRemoval()
    {
        var name = SetName.Checked(Set, SetName.Trimmable);
        var (maxJobs, maxAge) = (MaxJobs, MaxAge);
        if (maxJobs is null && maxAge is null)
        {
            throw VerbException.Usage("'set trim' needs a limit; give --max-jobs N, --max-age DURATION or both.");
        }

        if (maxJobs < 0)
        {
            throw VerbException.Usage($"--max-jobs is '{maxJobs}'; use 0 or a positive number.");
        }

        return new Removal
        {
            Of = $" of {name}, the oldest ones,",
            HasSteps = true,
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
