using SidekiqCluster.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A pass over any source that holds waiting jobs.</summary>
internal static class SourcePass
{
    /// <summary>The entries of a source that are wanted, by pages. A page is valid until the next one is asked for.</summary>
    /// <param name="connection">The shard.</param>
    /// <param name="source">The source.</param>
    /// <param name="wanted">Which entries; see <see cref="PassOptions.Wanted"/>.</param>
    /// <param name="order">In which order.</param>
    /// <param name="pageSize">How many entries are read at once.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public static IAsyncEnumerable<IReadOnlyList<RawEntry>> ReadPagesAsync(
        ShardConnection connection,
        JobSource source,
        Predicate<RawEntry> wanted,
        JobOrder order,
        int pageSize,
        CancellationToken cancellationToken)
    {
        var newestFirst = order == JobOrder.NewestFirst;
        var options = new PassOptions
        {
            PageSize = pageSize,
            LookBack = newestFirst ? LookBack.UntilStart : LookBack.UntilNothingNew,
            Wanted = wanted,
            ReadsWhole = connection.Capabilities.ReadsListsWhole,
        };
        if (source.Kind == JobSourceKind.Queue)
        {
            var list = new RedisListReader(connection, connection.Keys.Of(source), newestFirst);
            return new ListPass(list, options).ReadAsync(null, cancellationToken);
        }

        var set = new SetPass(new RedisSetReader(connection, connection.Keys.Of(source), newestFirst), options);
        return order == JobOrder.Any ? set.ReadAsync(cancellationToken) : set.ReadInOrderAsync(null, cancellationToken);
    }

    /// <summary>The key that holds a source.</summary>
    public static StackExchange.Redis.RedisKey Of(this RedisKeys keys, JobSource source) => source.Kind switch
    {
        JobSourceKind.Queue => keys.Queue(source.QueueName!),
        JobSourceKind.Scheduled => keys.Schedule,
        JobSourceKind.Retry => keys.Retry,
        JobSourceKind.Dead => keys.Dead,
        _ => throw new ArgumentException("Work in flight is in no list and in no set.", nameof(source)),
    };
}
