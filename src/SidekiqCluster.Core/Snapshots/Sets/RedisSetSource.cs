using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A sorted set in Redis: pages by plain commands, what must be of one moment by a script that only reads.</summary>
internal sealed class RedisSetSource(ShardConnection connection, RedisKey key) : ISetSource
{
    private static readonly string Script = ServerEpoch.Script + EmbeddedScript.Read("Snapshots/Sets/set-probe");

    private readonly RedisSetReader _reader = new(connection, key, newestFirst: false);
    private readonly KeyWatch? _watch = connection.Watch(key);

    /// <remarks>On Garnet a rank costs the walk to it, so sets are read in one piece anyway.</remarks>
    public bool CanProbe => connection.Capabilities is { CanEvaluate: true, ReadsListsWhole: false };

    public Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken) =>
        _reader.ReadAsync(from, count, cancellationToken);

    public async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken)
    {
        RedisKeyOrValue[] arguments =
        [
            key, (RedisValue)RedisIndex.Clamp(from), (RedisValue)(RedisIndex.Clamp(from + count) - 1), (RedisValue)"WITHSCORES",
        ];
        using var reply = await connection.ReadAsync(
            key, (redis, flags) => redis.ExecuteRespAsync("ZRANGE", arguments, flags), cancellationToken).ConfigureAwait(false);
        return RawPage.OfSet(reply);
    }

    public async Task<SetProbe> ProbeAsync(
        IReadOnlyList<double> bounds, IReadOnlyList<int> wanted, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            ServerEpoch.SetCommands,
            bounds.Count,
            .. bounds.Select(static bound => (RedisValue)ScoreText.Of(bound)),
            .. wanted.Select(static block => (RedisValue)block),
        ];
        var reply = await connection.EvalReadOnlyAsync(Script, [key], arguments, cancellationToken).ConfigureAwait(false);
        return new SetProbe(
            (long)reply[0],
            (long[])reply[1]!,
            [.. ((RedisResult[])reply[2]!).Select(static block => RedisSetReader.Pair((RedisValue[])block!))],
            ServerEpoch.Read(reply[3], reply[4]));
    }

    public async Task<WatchMark?> WatchAsync(CancellationToken cancellationToken) =>
        _watch is null ? null : await _watch.BeginAsync(cancellationToken).ConfigureAwait(false);

    public async Task<bool> IsUntouchedAsync(WatchMark mark, long length, CancellationToken cancellationToken) =>
        _watch is not null && await _watch.IsUntouchedAsync(mark, length, cancellationToken).ConfigureAwait(false);

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => _reader.GetLengthAsync(cancellationToken);
}
