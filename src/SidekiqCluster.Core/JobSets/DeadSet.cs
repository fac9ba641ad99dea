using System.Globalization;
using System.Runtime.CompilerServices;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The sorted set of jobs given up on.</summary>
internal sealed class DeadSet : JobSet, IDeadSet
{
    /// <summary>Entries per script. Removing twice as many by rank from a million took a server 2.8 ms on average.</summary>
    private const int TrimChunk = 1_000;

    private readonly ShardConnection _connection;

    internal DeadSet(ShardConnection connection, JobOperations operations)
        : base(connection, operations, JobSource.Dead) => _connection = connection;

    /// <inheritdoc/>
    public Task<bool> AddAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        AddAsync(EpochTime.ToSeconds(_connection.Clock.GetUtcNow()), payload, cancellationToken);

    /// <inheritdoc/>
    public async Task<long> TrimAsync(
        long? maxJobs,
        TimeSpan? maxAge,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var removed = 0L;
        await foreach (var soFar in TrimStepsAsync(maxJobs, maxAge, cancellationToken).ConfigureAwait(false))
        {
            removed = soFar;
            progress?.Report(removed);
        }

        return removed;
    }

    /// <summary>
    /// Trims step by step: how many jobs are removed so far, after each chunk. The next chunk is sent when the next number is
    /// asked for.
    /// </summary>
    /// <exception cref="ArgumentException">There is no limit, or a negative one.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    internal async IAsyncEnumerable<long> TrimStepsAsync(
        long? maxJobs, TimeSpan? maxAge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (maxJobs is null && maxAge is null)
        {
            throw new ArgumentException("Neither limit is given; use maxJobs, maxAge or both.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(maxJobs ?? 0, nameof(maxJobs));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAge ?? TimeSpan.Zero, TimeSpan.Zero, nameof(maxAge));
        var runner = new ReceiptRunner(_connection);
        var lowest = maxAge is { } age
            ? ScoreText.Of((_connection.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch - age).TotalSeconds)
            : string.Empty;
        for (var removed = 0L; ;)
        {
            var chunk = ReceiptReply.Count(await _connection.Sources.ChangeAsync(Source, () => runner.RunAsync(
                "JobSets/trim",
                [_connection.Keys.Dead],
                [maxJobs?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, lowest, TrimChunk],
                cancellationToken)).ConfigureAwait(false));
            removed += chunk;
            yield return removed;
            if (chunk < TrimChunk)
            {
                yield break;
            }
        }
    }
}
