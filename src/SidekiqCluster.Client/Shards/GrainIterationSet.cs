using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainIterationSet(GrainCalls calls) : IIterationSet
{
    public async Task<IterationState?> GetAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return (await GetManyAsync([jid], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(jid);
    }

    public async Task<IReadOnlyDictionary<string, IterationState>> GetManyAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jids);
        string[] wanted = [.. jids];
        var states = await calls.AskAsync(
            token => calls.Shard.GetIterationsAsync(wanted, calls.Tolerance.Timeout, token), cancellationToken).ConfigureAwait(false);
        return states.ToDictionary(static state => state.Jid, StringComparer.Ordinal);
    }

    public Task<DateTimeOffset> CancelAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jid);
        return calls.ActAsync(act => calls.Shard.CancelIterationAsync(act, jid), cancellationToken);
    }
}
