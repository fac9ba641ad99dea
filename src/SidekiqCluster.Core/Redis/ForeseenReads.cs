using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>
/// Reads the members of a set and something of each: what was there last time is asked for together with the members, in the
/// same round trip, and only what is new takes another one. For one caller at a time.
/// </summary>
/// <typeparam name="T">The reply about one member; it may be several, and each may be a refusal.</typeparam>
/// <param name="connection">The shard.</param>
/// <param name="set">The set's key.</param>
/// <param name="ask">Asks about one member.</param>
/// <param name="settled">Done when a reply is there.</param>
internal sealed class ForeseenReads<T>(
    ShardConnection connection, RedisKey set, Func<RedisKey, CancellationToken, T> ask, Func<T, Task> settled)
{
    // RedisKey is equal by bytes, which RedisValue is not.
    private RedisKey[] _expected = [];

    /// <summary>The members, in Redis' order, and the reply about each.</summary>
    /// <remarks>What was said about members that are gone, refusals included, is not told.</remarks>
    /// <exception cref="SidekiqClusterException">The set could not be read.</exception>
    public async Task<IReadOnlyList<KeyValuePair<RedisKey, T>>> ReadAsync(CancellationToken cancellationToken)
    {
        var replies = new Dictionary<RedisKey, T>(_expected.Length);
        var reading = connection.ReadMembersAsync(set, cancellationToken);
        await AskAsync(_expected, replies, cancellationToken).ConfigureAwait(false);
        RedisKey[] members = [.. (await reading.ConfigureAwait(false)).Select(static member => (RedisKey)(byte[]?)member)];
        await AskAsync([.. members.Where(member => !replies.ContainsKey(member))], replies, cancellationToken)
            .ConfigureAwait(false);
        _expected = members;
        return Array.ConvertAll(members, member => KeyValuePair.Create(member, replies[member]));
    }

    private async Task AskAsync(
        RedisKey[] members, Dictionary<RedisKey, T> replies, CancellationToken cancellationToken)
    {
        foreach (var chunk in members.Chunk(PipelinedReads.ChunkSize))
        {
            var asked = Array.ConvertAll(chunk, member => replies[member] = ask(member, cancellationToken));
            await Task.WhenAll(asked.Select(settled)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
