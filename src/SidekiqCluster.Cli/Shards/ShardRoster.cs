namespace SidekiqCluster.Cli.Shards;

/// <summary>
/// The shards of one run. They are connected when first asked, all at once; one that cannot be reached is a marked gap
/// and is tried again at the next question.
/// </summary>
internal sealed class ShardRoster(IReadOnlyList<ShardTarget> targets, TimeProvider clock) : IAsyncDisposable
{
    private readonly Task<SidekiqShard>?[] _connections = new Task<SidekiqShard>?[targets.Count];

    /// <summary>The shards as they were given.</summary>
    public IReadOnlyList<ShardTarget> Targets { get; } = targets;

    /// <summary>Asks every shard at once.</summary>
    public async Task<ShardAnswers<T>> AskAsync<T>(
        Func<SidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Targets.Count).Select(i => AskOneAsync(i, question, cancellationToken)));
        return new ShardAnswers<T>(answers);
    }

    /// <summary>Asks those shards that answered before, each with its answer; the others stay gaps.</summary>
    public async Task<ShardAnswers<T>> AskAsync<TBefore, T>(
        ShardAnswers<TBefore> before,
        Func<SidekiqShard, TBefore, CancellationToken, Task<T>> question,
        CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(before.All.Select((answer, i) => answer.IsOk
            ? AskOneAsync(i, (shard, token) => question(shard, answer.Value, token), cancellationToken)
            : Task.FromResult(new ShardAnswer<T>(answer.Shard, default!, answer.Error))));
        return new ShardAnswers<T>(answers);
    }

    /// <summary>The shards for those who connect them when they need them.</summary>
    public IEnumerable<ShardSource> Sources =>
        Enumerable.Range(0, Targets.Count).Select(i => new ShardSource(Targets[i].Name, token => ConnectAsync(i, token)));

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            if (connection is { IsCompletedSuccessfully: true })
            {
                await (await connection).DisposeAsync();
            }
        }
    }

    private async Task<ShardAnswer<T>> AskOneAsync<T>(
        int index, Func<SidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var target = Targets[index];
        try
        {
            var shard = await ConnectAsync(index, cancellationToken);
            return new ShardAnswer<T>(target.Name, await question(shard, cancellationToken), null);
        }
        catch (SidekiqClusterException e)
        {
            return new ShardAnswer<T>(target.Name, default!, e.Message);
        }
    }

    private Task<SidekiqShard> ConnectAsync(int index, CancellationToken cancellationToken)
    {
        var connection = _connections[index];
        if (connection is null or { IsFaulted: true } or { IsCanceled: true })
        {
            connection = SidekiqShard.ConnectAsync(Targets[index].ToOptions(clock), cancellationToken);
            _connections[index] = connection;
        }

        return connection;
    }
}
