using System.Collections.Concurrent;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The snapshots of one shard's queues and sets, each made when it is first asked for. Whoever acts on the shard acts
/// through them (<see cref="SidekiqShard.Through"/>), so that they know. Disposed before the shard's connection is.
/// </summary>
/// <param name="connection">The shard.</param>
/// <param name="budget">The memory, shared by all shards of a process.</param>
/// <param name="options">How they are read.</param>
internal sealed class ShardSnapshots(ShardConnection connection, SnapshotBudget budget, SnapshotOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<JobSource, Lazy<SourceSnapshot>> _sources = [];
    private SnapshotList<Work>? _work;
    private long _passes;

    /// <summary>With default options.</summary>
    public ShardSnapshots(ShardConnection connection, SnapshotBudget budget)
        : this(connection, budget, new SnapshotOptions())
    {
    }

    /// <summary>How they are read.</summary>
    public SnapshotOptions Options => options;

    /// <summary>The names of the queues.</summary>
    public SnapshotList<JobSource> Queues { get; } = new(connection, new RedisSources(connection).ListQueuesAsync);

    /// <summary>
    /// The jobs in flight; no older than what was read of queues and sets, so that a job which was fetched since is there.
    /// </summary>
    public SnapshotList<Work> Work =>
        LazyInitializer.EnsureInitialized(ref _work, () => new(connection, new WorkSet(connection).ListAsync, () => Readings));

    /// <summary>Each snapshot that is or was, by source.</summary>
    public IReadOnlyList<SnapshotFigures> Figures =>
        [.. Made.Select(static snapshot => snapshot.Figures).OrderBy(static of => of.Source.ToString(), StringComparer.Ordinal)];

    /// <summary>How often a question was answered from a snapshot.</summary>
    public long Served => Made.Sum(static snapshot => snapshot.Figures.Served);

    /// <summary>How often a source was read from Redis instead, as there was no snapshot of it or none was worth its while.</summary>
    public long Passes => Interlocked.Read(ref _passes);

    private long Readings => Passes + Made.Sum(static snapshot => snapshot.Refreshes);

    private IEnumerable<SourceSnapshot> Made =>
        _sources.Values.Where(static made => made.IsValueCreated).Select(static made => made.Value);

    /// <summary>The snapshot of a source.</summary>
    public SourceSnapshot Of(JobSource source) => _sources.GetOrAdd(
        source, static (of, all) => new Lazy<SourceSnapshot>(() => all.Make(of)), this).Value;

    /// <summary>The snapshot of a source; null when nobody has asked for it yet.</summary>
    public SourceSnapshot? Find(JobSource source) =>
        _sources.TryGetValue(source, out var made) && made.IsValueCreated ? made.Value : null;

    /// <summary>Counts a reading of Redis.</summary>
    public void CountPass() => Interlocked.Increment(ref _passes);

    /// <summary>Gives all memory back. Who asks now reads Redis.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var snapshot in Made)
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
        }
    }

    private SourceSnapshot Make(JobSource source)
    {
        var key = connection.Keys.Of(source);
        var columns = new SnapshotColumns(source);
        ISourceRefresh refresh = source.Kind == JobSourceKind.Queue
            ? new ListRefresh(new RedisListSource(connection.Bulk, key), columns, options)
            : new SetRefresh(new RedisSetSource(connection.Bulk, key), columns, options);
        return new SourceSnapshot(source, refresh, budget, connection.Clock, connection.Shard);
    }
}
