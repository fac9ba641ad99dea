using SidekiqCluster.Passes;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A list as a snapshot sees it, counted from its head.</summary>
internal interface IListSource
{
    /// <summary>Whether <see cref="ProbeAsync"/> may be asked. Without it, lists are read whole.</summary>
    bool CanProbe { get; }

    /// <summary>Entries as they stood at one moment; fewer when the list ends before.</summary>
    Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken);

    /// <summary>The same in pooled memory, which the caller disposes of.</summary>
    async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken) =>
        RawPage.Of(await ReadAsync(from, count, cancellationToken).ConfigureAwait(false));

    /// <summary>Several stretches of the list, its length and the server's epoch, all of one moment.</summary>
    Task<ListProbe> ProbeAsync(ListStretches stretches, CancellationToken cancellationToken);

    /// <summary>The entries in the list.</summary>
    Task<long> GetLengthAsync(CancellationToken cancellationToken);
}
