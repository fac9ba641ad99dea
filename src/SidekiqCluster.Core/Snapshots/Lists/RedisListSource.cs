using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A list in Redis: pages by plain commands, what must be of one moment by a script that only reads.</summary>
internal sealed class RedisListSource(ShardConnection connection, RedisKey key) : IListSource
{
    private static readonly string Script = ServerEpoch.Script + EmbeddedScript.Read("Snapshots/Lists/list-probe");

    private readonly RedisListReader _reader = new(connection, key, newestFirst: true);

    /// <remarks>On Garnet a stretch costs the walk to it, so lists are read in one piece anyway.</remarks>
    public bool CanProbe => connection.Capabilities is { CanEvaluate: true, ReadsListsWhole: false };

    public Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken) =>
        _reader.ReadAsync(from, count, cancellationToken);

    public Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken) =>
        _reader.ReadPageAsync(from, count, cancellationToken);

    public async Task<ListProbe> ProbeAsync(ListStretches stretches, CancellationToken cancellationToken)
    {
        RedisValue[] arguments =
        [
            stretches.Head, stretches.Tail, RedisIndex.Clamp(stretches.WindowFrom), stretches.Window, ServerEpoch.ListCommands,
        ];
        var reply = await connection.EvalReadOnlyAsync(Script, [key], arguments, cancellationToken).ConfigureAwait(false);
        return new ListProbe(
            (long)reply[0],
            (RedisValue[])reply[1]!,
            (RedisValue[])reply[2]!,
            stretches.WindowFrom,
            (RedisValue[])reply[3]!,
            ServerEpoch.Read(reply[4], reply[5]));
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => _reader.GetLengthAsync(cancellationToken);
}
