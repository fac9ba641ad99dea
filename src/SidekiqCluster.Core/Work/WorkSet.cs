using SidekiqCluster.Processes;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The jobs in flight, out of the hashes that the processes write.</summary>
internal sealed class WorkSet : IWorkSet
{
    private readonly ShardConnection _connection;

    internal WorkSet(ShardConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default)
    {
        var members = await _connection.ReadMembersAsync(_connection.Keys.Processes, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> identities = members.Select(static member => (string)member!).Distinct().Order(StringComparer.Ordinal);
        var work = new List<Work>();
        foreach (var chunk in identities.Chunk(PipelinedReads.ChunkSize))
        {
            var asked = Array.ConvertAll(chunk, identity => ReadAsync(identity, cancellationToken));
            foreach (var ofProcess in await Task.WhenAll(asked).ConfigureAwait(false))
            {
                work.AddRange(ofProcess);
            }
        }

        // They stand by process and thread already, and those of one moment keep that order.
        return [.. work.OrderBy(static item => item.RunAt ?? DateTimeOffset.MaxValue)];
    }

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.QueryWork<T>(_connection);

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await Heartbeats.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).Busy;

    /// <inheritdoc/>
    public async Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(work => work.Job.Jid == jid);
    }

    private async Task<Work[]> ReadAsync(string identity, CancellationToken cancellationToken)
    {
        var newer = ReadAsync(identity, _connection.Keys.Work(identity), cancellationToken);
        var older = ReadAsync(identity, _connection.Keys.Workers(identity), cancellationToken);
        await Task.WhenAll(newer, older).ConfigureAwait(false);
        return WorkReply.Merge(await newer.ConfigureAwait(false), await older.ConfigureAwait(false));
    }

    private async Task<Work[]> ReadAsync(string identity, RedisKey hash, CancellationToken cancellationToken)
    {
        var entries = await _connection
            .ReadAsync(hash, (database, flags) => database.HashGetAllAsync(hash, flags), cancellationToken).ConfigureAwait(false);
        return WorkReply.Read(_connection.Shard, identity, entries);
    }
}
