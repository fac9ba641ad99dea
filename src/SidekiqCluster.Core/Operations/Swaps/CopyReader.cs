using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Reads a queue from its tail, some pages ahead of who copies it. Disposing it waits for these.</summary>
internal sealed class CopyReader(ShardConnection connection, RedisKey queue, SwapOptions options) : IAsyncDisposable
{
    private const int PagesAhead = 2;

    private readonly ShardConnection _bulk = connection.Bulk;
    private readonly Queue<(long Asked, Task<RawPage> Page)> _ahead = [];

    /// <summary>Reads on, from the page behind those that are on their way.</summary>
    /// <param name="behind">Entries behind the next page that is taken.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public void Fill(long behind, CancellationToken cancellationToken)
    {
        while (_ahead.Count < PagesAhead)
        {
            _ahead.Enqueue(Start(behind + ((long)_ahead.Count * options.Window), options.Slack, cancellationToken));
        }
    }

    /// <summary>The next page, and how many entries were asked for. The caller disposes of it.</summary>
    public async Task<(long Asked, RawPage Page)> NextAsync()
    {
        var (asked, page) = _ahead.Dequeue();
        return (asked, await page.ConfigureAwait(false));
    }

    /// <summary>Forgets the pages on their way, and reads the next one anew with more around it.</summary>
    public async Task StartOverAsync(long behind, int slack, CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        _ahead.Enqueue(Start(behind, slack, cancellationToken));
    }

    /// <summary>Reads a stretch by the places of its ends.</summary>
    public async Task<RawPage> ReadAsync(long first, long last, CancellationToken cancellationToken)
    {
        RedisKeyOrValue[] arguments = [queue, (RedisValue)first, (RedisValue)last];
        using var reply = await _bulk.ReadAsync(
            queue, (redis, flags) => redis.ExecuteRespAsync("LRANGE", arguments, flags), cancellationToken).ConfigureAwait(false);
        return RawPage.OfList(reply);
    }

    public async ValueTask DisposeAsync()
    {
        while (_ahead.TryDequeue(out var left))
        {
            // Nobody wants it, nor what went wrong with it.
            await ((Task)left.Page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (left.Page.IsCompletedSuccessfully)
            {
                left.Page.Result.Dispose();
            }
        }
    }

    private (long Asked, Task<RawPage> Page) Start(long behind, int slack, CancellationToken cancellationToken)
    {
        var from = Math.Max(behind - slack - options.Run, 0);
        var to = behind + options.Window + slack;
        return (to - from, ReadAsync(-to, -(from + 1), cancellationToken));
    }
}
