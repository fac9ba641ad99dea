using System.Text;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Processes;

/// <summary>What Redis says about the processes, put together. A part that was refused throws that.</summary>
/// <param name="shard">The shard's name.</param>
/// <param name="leader">The identity of the leader.</param>
/// <param name="hashes">The values of <see cref="ProcessReply.Fields"/> of each registered process.</param>
internal sealed class ProcessReading(
    string shard, Task<string?> leader, Task<IReadOnlyList<KeyValuePair<RedisKey, Task<RedisValue[]>>>> hashes)
{
    private Task<IReadOnlyList<SidekiqProcess>>? _list;
    private Task<RedisValue[][]>? _values;

    /// <summary>The identity of the leader; null when there is none.</summary>
    public Task<string?> Leader => leader;

    /// <summary>How the processes are read.</summary>
    public static ForeseenReads<Task<RedisValue[]>> Hashes(ShardConnection connection) => new(
        connection,
        connection.Keys.Processes,
        (member, cancellationToken) =>
        {
            var key = connection.Keys.Process(IdentityOf(member));
            return connection.ReadAsync(
                key, (database, flags) => database.HashGetAsync(key, ProcessReply.Fields, flags), cancellationToken);
        },
        static hash => hash);

    /// <summary>Asks for all of it.</summary>
    public static ProcessReading Ask(
        ShardConnection connection, ForeseenReads<Task<RedisValue[]>> hashes, CancellationToken cancellationToken) =>
        new(connection.Shard, AskLeaderAsync(connection, cancellationToken), hashes.ReadAsync(cancellationToken));

    /// <summary>Reads the identity of the leader; null when there is none. One round trip.</summary>
    public static async Task<string?> AskLeaderAsync(ShardConnection connection, CancellationToken cancellationToken)
    {
        var key = connection.Keys.Leader;
        var value = await connection.ReadAsync(
            key, (database, flags) => database.StringGetAsync(key, flags), cancellationToken).ConfigureAwait(false);
        return value.IsNullOrEmpty ? null : (string?)value;
    }

    /// <summary>The living ones, by identity.</summary>
    public Task<IReadOnlyList<SidekiqProcess>> ListAsync() => _list ??= ReadListAsync();

    /// <summary>The living ones together.</summary>
    public async Task<ProcessSummary> GetSummaryAsync()
    {
        var processes = await ListAsync().ConfigureAwait(false);
        return processes.Aggregate(
            new ProcessSummary(processes.Count, 0, 0, 0, await leader.ConfigureAwait(false)),
            static (sum, process) => sum with
            {
                Concurrency = LenientNumber.Add(sum.Concurrency, process.Concurrency),
                Busy = LenientNumber.Add(sum.Busy, process.Busy),
                RssKilobytes = LenientNumber.Add(sum.RssKilobytes, process.RssKilobytes),
            });
    }

    /// <summary>What all registered ones add up to.</summary>
    public async Task<Heartbeats> GetHeartbeatsAsync() => Heartbeats.Of(await ReadHashesAsync().ConfigureAwait(false));

    private static string IdentityOf(RedisKey member) => Encoding.UTF8.GetString((byte[])member!);

    private async Task<IReadOnlyList<SidekiqProcess>> ReadListAsync()
    {
        await Task.WhenAll(leader, hashes).ConfigureAwait(false);
        var leading = await leader.ConfigureAwait(false);
        var registered = await hashes.ConfigureAwait(false);
        var values = await ReadHashesAsync().ConfigureAwait(false);
        return
        [
            .. registered
                .Zip(values, (process, hash) => ProcessReply.Read(shard, IdentityOf(process.Key), hash, leading))
                .OfType<SidekiqProcess>()
                .OrderBy(static process => process.Identity, StringComparer.Ordinal),
        ];
    }

    private Task<RedisValue[][]> ReadHashesAsync() => _values ??= AwaitHashesAsync();

    private async Task<RedisValue[][]> AwaitHashesAsync() =>
        await Task.WhenAll((await hashes.ConfigureAwait(false)).Select(static process => process.Value)).ConfigureAwait(false);
}
