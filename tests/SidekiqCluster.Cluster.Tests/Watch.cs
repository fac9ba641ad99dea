namespace SidekiqCluster.Cluster.Tests;

/// <summary>Asks shards all the time, and tells the longest time in which one had no answer.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ShardWatch[] _shards;

    public Watch(ISidekiqFleet fleet, IEnumerable<string> shards) =>
        _shards = [.. shards.Select(name => new ShardWatch(fleet.Shard(name), _end.Token))];

    /// <summary>Waits until each shard has answered a question that is asked from now on.</summary>
    public Task UntilEachAnswersAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_shards.Select(shard => shard.UntilItAnswersAsync())).WaitAsync(cancellationToken);

    /// <summary>Ends the asking: how long the longest gap between two answers of one shard was.</summary>
    public async Task<TimeSpan> EndAsync()
    {
        await _end.CancelAsync();
        return (await Task.WhenAll(_shards.Select(shard => shard.LongestGap))).Max();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }
}
