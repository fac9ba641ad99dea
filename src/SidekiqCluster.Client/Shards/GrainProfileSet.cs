using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainProfileSet(GrainCalls calls) : IProfileSet
{
    public Task<IReadOnlyList<ProfileRecord>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(token => calls.Shard.ListProfilesAsync(calls.Tolerance.Timeout, token), cancellationToken);

    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).Count;

    public async Task<Stream?> OpenDataAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var data = await calls.AskAsync(
            token => calls.Shard.GetProfileDataAsync(key, calls.Tolerance.Timeout, token), cancellationToken).ConfigureAwait(false);
        return data is null ? null : new MemoryStream(data, writable: false);
    }
}
