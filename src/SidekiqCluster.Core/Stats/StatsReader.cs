using SidekiqCluster.Processes;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The totals of a shard and their history by day.</summary>
public sealed class StatsReader
{
    private const int MaxDays = 5 * 365;

    private readonly ShardConnection _connection;

    internal StatsReader(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <summary>
    /// Reads the totals. The fast half is one round trip; the slow half walks the queues and processes, which takes
    /// two, one more for every 500 of them, and a command for each. The numbers are read one after another.
    /// </summary>
    /// <param name="includeSlowHalf">
    /// Whether <see cref="StatsSnapshot.Enqueued"/> and <see cref="StatsSnapshot.Busy"/> are read, and the dead left out of
    /// <see cref="StatsSnapshot.Processes"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<StatsSnapshot> GetAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default)
    {
        var fast = _connection.ReadAsync(ReadFastHalfAsync, cancellationToken);
        if (!includeSlowHalf)
        {
            return await fast.ConfigureAwait(false);
        }

        var enqueued = CountEnqueuedAsync(cancellationToken);
        var heartbeats = Heartbeats.ReadAsync(_connection, cancellationToken);
        await Task.WhenAll(fast, enqueued, heartbeats).ConfigureAwait(false);
        var (living, busy) = await heartbeats.ConfigureAwait(false);
        return await fast.ConfigureAwait(false) with
        {
            Enqueued = await enqueued.ConfigureAwait(false),
            Busy = busy,
            Processes = living,
        };
    }

    /// <summary>Reads what was processed and what failed per UTC day, days without work included. One round trip.</summary>
    /// <param name="newestDay">The day to count back from; null for today, UTC, by the shard's clock.</param>
    /// <param name="days">How many days, the newest included: 1 to 1825, as Sidekiq keeps five years.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="days"/> is outside its range, or reaches back before the year 1.
    /// </exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
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

    /// <summary>
    /// Sets all-time counters to zero, at once; those of days stay. What processes have counted since their last heartbeat
    /// is added afterwards. One round trip.
    /// </summary>
    /// <exception cref="ArgumentException">No counter is given, or one that there is not.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
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
