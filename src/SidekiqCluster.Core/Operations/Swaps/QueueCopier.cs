using SidekiqCluster.Passes;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using SidekiqCluster.Servers;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>
/// Deletes many jobs of a long queue at once: copies it without them, by short scripts and while others push and pop, and then
/// swaps the two by one. Until then nothing is changed, whatever happens; a copy that is forgotten goes by itself in a minute.
/// </summary>
/// <remarks>
/// <para>
/// The copy begins at the queue's tail. Each script goes on behind the run of entries with which the last one ended, wherever
/// they stand by then, so that no entry is left out or copied twice. The last script compares an anchor at each end, and how many
/// entries stand between the two. Those that were there all the time are in their old order, and nobody puts entries between
/// them; so when there are as many as were copied from, they are the same. What was pushed at the head meanwhile, and all that
/// stands at the tail behind the anchor, jobs that were pushed back included, is taken over as it is at that moment.
/// </para>
/// <para>
/// On condition that nobody sets or inserts entries in the middle, which Sidekiq never does, or pushes a whole anchor back in its
/// old order while others take out as many entries elsewhere. Where anything looks otherwise, as after an LREM of somebody
/// else, nothing is done.
/// </para>
/// <para>
/// It takes the queue's memory once more, and sends the queue once more to replicas and the append-only file. A copy that expires is
/// freed at once, which holds a server up for some milliseconds.
/// </para>
/// </remarks>
internal sealed class QueueCopier(ShardConnection connection, SwapOptions options)
{
    private const int CatchUps = 5;
    private const int FarthestPush = 40_000;
    private const int MoreSlack = 4;

    /// <summary>Jobs that were popped before and are looked for at the tail, where they may have been pushed back.</summary>
    private const int MostLate = 1_000;

    /// <summary>More than the bytes of the payloads, for what the server needs around them.</summary>
    private const double Overhead = 1.2;

    /// <summary>The share of a server's memory that may be in use then.</summary>
    private const double Fullest = 0.95;

    private readonly CopyScript _script = new(connection, options);

    /// <summary>Copies a queue; null when that cannot be done, and nothing is left of it.</summary>
    public async Task<QueueCopy?> CopyAsync(JobSource source, JobChoice choice, CancellationToken cancellationToken)
    {
        var copy = new QueueCopy(connection, source, options);
        var isThere = false;
        try
        {
            isThere = await TryCopyAsync(copy, choice, cancellationToken).ConfigureAwait(false);
        }
        catch (SidekiqClusterException)
        {
            // Whoever deletes in place now will be told, if it is more than what only this needs.
            isThere = false;
        }
        finally
        {
            if (!isThere)
            {
                await DiscardAsync(copy).ConfigureAwait(false);
            }
        }

        return isThere ? copy : null;
    }

    /// <summary>Puts a copy in the queue's place.</summary>
    /// <returns>The script's reply, or why there is none; null when it was not called, as the queue does not look like its copy.</returns>
    public async Task<Settled<string>?> SwapAsync(QueueCopy copy, Guid receipt, CancellationToken cancellationToken)
    {
        RedisValue[]? arguments;
        try
        {
            arguments = await CatchUpAsync(copy, cancellationToken).ConfigureAwait(false);
        }
        catch (SidekiqClusterException)
        {
            return null;
        }

        return arguments is null ? null : await copy.Swap.SwapAsync(receipt, arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Throws a copy away.</summary>
    public static async Task DiscardAsync(QueueCopy copy)
    {
        try
        {
            await copy.Swap.DiscardAsync().ConfigureAwait(false);
        }
        catch (SidekiqClusterException)
        {
            // It goes by itself.
        }
    }

    private async Task<bool> TryCopyAsync(QueueCopy copy, JobChoice choice, CancellationToken cancellationToken)
    {
        await copy.Swap.RehearseAsync().ConfigureAwait(false);
        var reader = new CopyReader(connection, copy.Queue, options);
        await using (reader.ConfigureAwait(false))
        {
            using (var page = await reader.ReadAsync(-options.Window, -1, cancellationToken).ConfigureAwait(false))
            {
                if (page.Count < options.Window || !await HasRoomAsync(copy, page, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                copy.Begin(CopyWindow.Begin(page, choice, options));
            }

            var run = new CopyRun(copy, reader, _script, choice, options);
            return await run.ToHeadAsync(cancellationToken).ConfigureAwait(false) && copy is { Marks.Count: > 0, IsAnchored: true };
        }
    }

    private async Task<bool> HasRoomAsync(QueueCopy copy, RawPage page, CancellationToken cancellationToken)
    {
        var bytes = Enumerable.Range(0, page.Count).Average(at => page.Raw(at).Length);
        var length = await LengthAsync(copy, cancellationToken).ConfigureAwait(false);
        var info = await ServerInfoReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var most = info.MaxMemoryBytes > 0
            ? info.MaxMemoryBytes
            : LenientNumber.ToInt64(info.Fields.GetValueOrDefault("total_system_memory"));
        return info.UsedMemoryBytes + (length * bytes * Overhead) <= most * Fullest;
    }

    /// <summary>Copies what was pushed meanwhile, but for a little.</summary>
    /// <returns>The arguments of the swap; null when the queue does not look like its copy.</returns>
    private async Task<RedisValue[]?> CatchUpAsync(QueueCopy copy, CancellationToken cancellationToken)
    {
        var reader = new CopyReader(connection, copy.Queue, options);
        await using (reader.ConfigureAwait(false))
        {
            for (var times = 0; times < CatchUps; times++)
            {
                if (await FindPushedAsync(copy, reader, cancellationToken).ConfigureAwait(false) is not { } pushed)
                {
                    return null;
                }

                if (pushed <= options.MostPushed)
                {
                    return ArgumentsOf(copy, pushed);
                }

                var run = new CopyRun(copy, reader, _script, JobChoice.None, options);
                if (!await run.ToHeadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>How many entries stand before the passed ones; null when these are not found.</summary>
    private async Task<int?> FindPushedAsync(QueueCopy copy, CopyReader reader, CancellationToken cancellationToken)
    {
        for (var count = options.MostPushed + options.Anchor; count < FarthestPush; count *= 4)
        {
            var length = await LengthAsync(copy, cancellationToken).ConfigureAwait(false);
            using var page = await reader.ReadAsync(0, count - 1, cancellationToken).ConfigureAwait(false);
            if (CopyWindow.Find(page, copy.Nearest) is { } pushed)
            {
                copy.Behind = length - pushed;
                return pushed;
            }

            if (page.Count < count)
            {
                return null;
            }
        }

        return null;
    }

    private RedisValue[]? ArgumentsOf(QueueCopy copy, int pushed)
    {
        var mark = copy.Marks.FirstOrDefault(mark => mark.Place - options.Anchor >= copy.Popped + options.Margin) ?? copy.Marks.LastOrDefault();
        if (mark is null || !copy.IsAnchored)
        {
            return null;
        }

        var slack = options.Slack * MoreSlack;
        var late = Math.Max(0, mark.Jobs - MostLate);
        return
        [
            copy.Copied, mark.Copied, copy.Passed - mark.Place, pushed + slack, mark.Place - copy.Popped + slack,
            late, copy.Deleted.Count - mark.Jobs, options.Anchor, .. copy.Nearest, .. mark.Anchor,
            .. copy.Deleted.Skip(late).Take(mark.Jobs - late).Select(static bytes => (RedisValue)bytes),
        ];
    }

    private Task<long> LengthAsync(QueueCopy copy, CancellationToken cancellationToken) => connection.ReadAsync(
        copy.Queue, (redis, flags) => redis.ListLengthAsync(copy.Queue, flags), cancellationToken);
}
