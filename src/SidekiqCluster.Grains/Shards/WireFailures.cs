namespace SidekiqCluster.Grains.Shards;

/// <summary>
/// Failures as they leave a silo: without causes of other libraries, which the caller's process may not know. What they say is
/// in the message already.
/// </summary>
internal static class WireFailures
{
    /// <summary>The answer, or the failure as it travels.</summary>
    public static async Task<T> ForWireAsync<T>(this Task<T> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (SidekiqClusterException failure) when (failure.InnerException is not null)
        {
            throw WithoutCause(failure);
        }
    }

    /// <summary>The stream, which ends with its failure as it travels.</summary>
    public static async IAsyncEnumerable<T> ForWire<T>(this IAsyncEnumerable<T> items)
    {
        var each = items.GetAsyncEnumerator();
        await using (each.ConfigureAwait(false))
        {
            while (await each.MoveNextAsync().AsTask().ForWireAsync().ConfigureAwait(false))
            {
                yield return each.Current;
            }
        }
    }

    private static SidekiqClusterException WithoutCause(SidekiqClusterException failure)
    {
        var (message, shard) = (failure.Message, failure.Shard);
        SidekiqClusterException bare = failure switch
        {
            ShardUnreachableException => new ShardUnreachableException(message, shard),
            ShardAccessDeniedException => new ShardAccessDeniedException(message, shard),
            ShardUnsupportedException => new ShardUnsupportedException(message, shard),
            ShardUnknownException => new ShardUnknownException(message, shard),
            OutcomeUnknownException unknown => new OutcomeUnknownException(message, shard) { Jid = unknown.Jid },
            _ => new SidekiqClusterException(message, shard),
        };
        bare.Result = failure.Result;
        return bare;
    }
}
