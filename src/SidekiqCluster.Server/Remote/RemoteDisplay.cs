using System.Collections.Concurrent;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>Tells a caller how far long work has come: the newest of each shard, some times a second.</summary>
internal sealed class RemoteDisplay(RemoteCaller caller, TimeProvider clock) : IActDisplay
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    public async Task<T> ShowAsync<T>(IEnumerable<KeyValuePair<string, long>> totals, ActProgress progress, Func<Task<T>> work)
    {
        var newest = new ConcurrentDictionary<string, OperationProgress>();
        progress.Moved += (shard, now) => newest[shard] = now;
        await caller.AskAsync<bool>(VerbHubContract.BeginWork, totals.Select(static total => new ShardTotal(total.Key, total.Value)));
        using var ended = new CancellationTokenSource();
        var telling = TellAsync(newest, ended.Token);
        try
        {
            return await work();
        }
        finally
        {
            await ended.CancelAsync();
            await telling;
            await caller.AskAsync<bool>(VerbHubContract.EndWork);
        }
    }

    private async Task TellAsync(ConcurrentDictionary<string, OperationProgress> newest, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(Period, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var shard in newest.Keys)
            {
                if (newest.TryRemove(shard, out var now))
                {
                    await caller.AskAsync<bool>(VerbHubContract.Progress, new ShardProgress(shard, now.Matched, now.Done, now.NotDone));
                }
            }
        }
    }
}
