using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A sorted set as a snapshot sees it, lowest score first.</summary>
internal interface ISetSource
{
    /// <summary>Whether <see cref="ProbeAsync"/> may be asked. Without it, sets are read whole.</summary>
    bool CanProbe { get; }

    /// <summary>Members by rank, as they stood at one moment; fewer when the set ends before.</summary>
    Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken);

    /// <summary>The same in pooled memory, which the caller disposes of.</summary>
    async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken) =>
        RawPage.Of(await ReadAsync(from, count, cancellationToken).ConfigureAwait(false));

    /// <summary>The size of the set, of each of its blocks, and the members of some blocks, all of one moment.</summary>
    /// <param name="bounds">The first score of each block but the first, ascending.</param>
    /// <param name="wanted">The blocks whose members are wanted, by number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<SetProbe> ProbeAsync(
        IReadOnlyList<double> bounds, IReadOnlyList<int> wanted, CancellationToken cancellationToken);

    /// <summary>
    /// Begins to watch the set, anew: what is read from now on is as it is while the set is untouched. Null where nobody tells.
    /// </summary>
    Task<WatchMark?> WatchAsync(CancellationToken cancellationToken) => Task.FromResult<WatchMark?>(null);

    /// <summary>Whether nobody has written the set since, and it has so many members.</summary>
    Task<bool> IsUntouchedAsync(WatchMark mark, long length, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The members of the set.</summary>
    Task<long> GetLengthAsync(CancellationToken cancellationToken);
}
