using SidekiqCluster.Queries;

namespace SidekiqCluster.Verbs.Shards;

/// <summary>
/// All jobs of several shards as one stream that holds one job per shard. A shard that fails drops out, and is told of at the
/// end.
/// </summary>
internal sealed class JobStream(ShardRoster shards, JobSources sources, JobFilter filter, JobOrder order)
{
    private readonly Dictionary<string, string> _errors = [];
    private string[] _asked = [];

    /// <summary>How each shard fared; complete once the stream has been read to its end.</summary>
    public IReadOnlyList<ShardOutcome> Outcomes =>
        [.. _asked.Select(shard => new ShardOutcome { Shard = shard, Error = _errors.GetValueOrDefault(shard) })];

    public async IAsyncEnumerable<JobRecord> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connected = await shards.AskAsync((shard, _) => Task.FromResult(shard), cancellationToken);
        _asked = [.. connected.All.Select(a => a.Shard)];
        foreach (var gap in connected.All.Where(a => !a.IsOk))
        {
            _errors[gap.Shard] = gap.Error!;
        }

        var readers = connected.Ok.ToArray();
        var jobs = new JobMerge(sources, order).ReadAsync(
            [.. readers.Select(a => a.Value.ReadJobsAsync(sources, filter, order, cancellationToken))],
            (place, error) => _errors[readers[place].Shard] = error.Message,
            cancellationToken);
        await foreach (var job in jobs)
        {
            yield return job;
        }
    }
}
