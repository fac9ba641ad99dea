using SidekiqCluster.Passes;
using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Queries;

/// <summary>
/// The jobs of one queue or set, as every question of Core reads them: over Redis, or in a snapshot. Both give the same
/// answers in the same order, and the marks of their pages are good for each other.
/// </summary>
internal interface ISourceReader
{
    /// <summary>The jobs that a filter takes, with the promise of a pass: a job that stays is given exactly once.</summary>
    /// <param name="filter">Which jobs.</param>
    /// <param name="order">Their order; <see cref="JobOrder.Any"/> in a queue is the next to run first.</param>
    /// <param name="pageSize">How many jobs a round trip brings, where there are any.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<JobRecord> ReadAsync(
        QueryFilter filter, JobOrder order, int pageSize, CancellationToken cancellationToken);

    /// <summary>The jobs with these ids, of a queue the next to run first.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<JobRecord> FindAsync(JidMatcher jids, CancellationToken cancellationToken);

    /// <summary>The job with this address, which is of this source; null when there is none.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobRecord?> FindAsync(EntryId id, CancellationToken cancellationToken);

    /// <summary>Counts the jobs that a filter takes.</summary>
    /// <param name="filter">Which jobs.</param>
    /// <param name="by">The field by whose values they are counted; null for none.</param>
    /// <param name="schema">What their arguments must fit, else they are counted apart; null for anything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobTally> TallyAsync(QueryFilter filter, JobField? by, JobSchema? schema, CancellationToken cancellationToken);

    /// <summary>The jobs that a filter takes from a mark on, each with the mark behind it.</summary>
    /// <param name="mark">The mark behind the last job of the page before; null to begin.</param>
    /// <param name="filter">Which jobs.</param>
    /// <param name="newestFirst">From which end.</param>
    /// <param name="pageSize">How many jobs a round trip brings, where there are any.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<PagedJob> ReadFromAsync(
        SourceMark? mark, QueryFilter filter, bool newestFirst, int pageSize, CancellationToken cancellationToken);

    /// <summary>How many jobs there are, and those of a stretch by position.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<(long Total, IReadOnlyList<RawEntry> Entries)> SliceAsync(
        long offset, int count, bool newestFirst, CancellationToken cancellationToken);

    /// <summary>The members of a set between two scores, both included, lowest first.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<RawEntry>> FetchAsync(double from, double to, CancellationToken cancellationToken);

    /// <summary>How many jobs there are.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> GetSizeAsync(CancellationToken cancellationToken);
}
