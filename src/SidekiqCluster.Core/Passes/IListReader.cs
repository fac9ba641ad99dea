using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A list as a pass sees it: by distance from the end where the pass began.</summary>
internal interface IListReader
{
    /// <summary>
    /// The entries at the distances <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> − 1 in
    /// the order of the pass, as they stood at one moment; fewer when the list ends before.
    /// </summary>
    Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken);

    /// <summary>The same without an object for each entry, for the caller to dispose of.</summary>
    async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken) =>
        RawPage.Of(await ReadAsync(from, count, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether <see cref="CountCopiesAsync"/> may be asked.</summary>
    bool CanCountCopies { get; }

    /// <summary>How often each payload stands in the list; each number is of one moment.</summary>
    Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken);

    /// <summary>The entries in the list.</summary>
    Task<long> GetLengthAsync(CancellationToken cancellationToken);
}
