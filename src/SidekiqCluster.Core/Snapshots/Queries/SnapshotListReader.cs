using SidekiqCluster.Passes;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A view of a list as a pass would see it, for finding the place of a bookmark.</summary>
internal sealed class SnapshotListReader(SnapshotView view, bool newestFirst) : IListReader
{
    public bool CanCountCopies => false;

    public Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        var read = new RedisValue[Math.Clamp(view.Count - from, 0, count)];
        for (var i = 0; i < read.Length; i++)
        {
            var distance = (int)from + i;
            read[i] = view.Raw(newestFirst ? view.Count - 1 - distance : distance).ToArray();
        }

        return Task.FromResult(read);
    }

    public Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A view is at rest: no copies need to be counted.");

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)view.Count);
}
