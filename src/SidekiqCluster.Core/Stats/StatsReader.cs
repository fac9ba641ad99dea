using SidekiqCluster.Processes;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The totals, out of the counters and the lengths of what they are about.</summary>
internal sealed class StatsReader : IStatsReader
{
    private const int MaxDays = 5 * 365;

    private readonly ShardConnection _connection;

    internal StatsReader(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <summary>Puts the totals together out of their two halves.</summary>
    public static async Task<StatsSnapshot> JoinAsync(
        Task<StatsSnapshot> fastHalf, Task<long> enqueued, Task<Heartbeats> heartbeats)
    {
        await Task.WhenAll(fastHalf, enqueued, heartbeats).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var stats = await fastHalf.ConfigureAwait(false);
        var waiting = await enqueued.ConfigureAwait(false);
        var (living, busy) = await heartbeats.ConfigureAwait(false);
        return stats with
        {
            Enqueued = waiting,
            Busy = busy,
            Processes = living,
        };
    }

    /// <inheritdoc/>
    public Task<StatsSnapshot> GetAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default)
    {
        var fast = _connection.ReadAsync(ReadFastHalfAsync, cancellationToken);
        return includeSlowHalf
            ? JoinAsync(fast, CountEnqueuedAsync(cancellationToken), Heartbeats.ReadAsync(_connection, cancellationToken))
            : fast;
    }

    /// <inheritdoc/>
    public async Task<StatsHistory> GetHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default)
    {
        if (days is < 1 or > MaxDays)
        {
            throw new ArgumentOutOfRangeException(nameof(days), $"days is {days}; use 1 to {MaxDays}.");
        }

        var newest = newestDay ?? DateOnly.FromDateTime(_connection.Clock.GetUtcNow().UtcDateTime);
        if (newest.DayNumber < days - 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(newestDay), $"{days} days back from {newest:yyyy-MM-dd} reach before the year 1; use a later day.");
        }

        DateOnly[] dates = [.. Enumerable.Range(0, days).Select(back => newest.AddDays(-back))];
        var counters = await _connection.ReadAsync(
            (database, flags) => Task.WhenAll(
                database.StringGetAsync([.. dates.Select(day => Keys.StatProcessed(day))], flags),
                database.StringGetAsync([.. dates.Select(day => Keys.StatFailed(day))], flags)),
            cancellationToken).ConfigureAwait(false);
        return new StatsHistory(
            [.. dates.Select((day, at) => new StatsDay(day, Counter(counters[0][at]), Counter(counters[1][at])))]);
    }

    /// <inheritdoc/>
    public async Task ResetAsync(StatCounters counters, CancellationToken cancellationToken = default)
    {
        if (counters == StatCounters.None || (counters & ~(StatCounters.Processed | StatCounters.Failed)) != 0)
        {
            throw new ArgumentException($"{counters} are no counters to reset; use Processed, Failed or both.", nameof(counters));
        }

        List<RedisKey> keys = [];
        if (counters.HasFlag(StatCounters.Processed))
        {
            keys.Add(Keys.StatProcessed());
        }

        if (counters.HasFlag(StatCounters.Failed))
        {
            keys.Add(Keys.StatFailed());
        }

        await new ReceiptRunner(_connection).RunAsync("Stats/reset", [.. keys], [], cancellationToken).ConfigureAwait(false);
    }

    private static long Counter(RedisValue value) => LenientNumber.ToInt64(value) ?? 0;

    private async Task<StatsSnapshot> ReadFastHalfAsync(IDatabase database, CommandFlags flags)
    {
        const string Default = "default";
        var processed = database.StringGetAsync(Keys.StatProcessed(), flags);
        var failed = database.StringGetAsync(Keys.StatFailed(), flags);
        var scheduled = database.SortedSetLengthAsync(Keys.Schedule, flags: flags);
        var retries = database.SortedSetLengthAsync(Keys.Retry, flags: flags);
        var dead = database.SortedSetLengthAsync(Keys.Dead, flags: flags);
        var processes = database.SetLengthAsync(Keys.Processes, flags);
        var oldest = database.ListGetByIndexAsync(Keys.Queue(Default), -1, flags);
        await Task.WhenAll(processed, failed, scheduled, retries, dead, processes, oldest).ConfigureAwait(false);

        var next = await oldest.ConfigureAwait(false);
        return new StatsSnapshot
        {
            Processed = Counter(await processed.ConfigureAwait(false)),
            Failed = Counter(await failed.ConfigureAwait(false)),
            Scheduled = await scheduled.ConfigureAwait(false),
            Retries = await retries.ConfigureAwait(false),
            Dead = await dead.ConfigureAwait(false),
            Processes = await processes.ConfigureAwait(false),
            DefaultQueueLatency = next.IsNull
                ? TimeSpan.Zero
                : new JobRecord(_connection.Shard, JobSource.Queue(Default), (byte[])next!).GetLatency(_connection.Clock)
                    ?? TimeSpan.Zero,
            CapturedAt = _connection.Clock.GetUtcNow(),
        };
    }

    private async Task<long> CountEnqueuedAsync(CancellationToken cancellationToken)
    {
        var names = await _connection.ReadMembersAsync(Keys.Queues, cancellationToken).ConfigureAwait(false);
        var sizes = await _connection.ReadEachAsync(
            [.. names.Select(Keys.QueueOf)],
            (database, flags, key) => database.ListLengthAsync(key, flags),
            cancellationToken).ConfigureAwait(false);
        return sizes.Sum();
    }
}
