namespace SidekiqCluster.Queries.Paging;

/// <summary>Opens one shard's jobs in the order of a query, from a position on; fails when the shard cannot be reached.</summary>
internal delegate Task<IAsyncEnumerable<PagedJob>> LaneReading(ShardPosition start, CancellationToken cancellationToken);
