namespace SidekiqCluster.Cli.Shards;

/// <summary>
/// The shards of one run. They are connected when first asked, all at once; one that cannot be reached is a marked gap
/// and is tried again at the next question.
/// </summary>
internal sealed class ShardRoster(IReadOnlyList<ShardTarget> targets, IShardAccess access) : IAsyncDisposable
{
    /// <summary>The shards as they were given.</summary>
    public IReadOnlyList<ShardTarget> Targets { get; } = targets;

    /// <summary>Asks every shard at once.</summary>
    public async Task<ShardAnswers<T>> AskAsync<T>(
        Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Targets.Count).Select(i => AskOneAsync(i, question, cancellationToken)));
        return new ShardAnswers<T>(answers);
    }

    /// <summary>Asks those shards that answered before, each with its answer; the others stay gaps.</summary>
    public async Task<ShardAnswers<T>> AskAsync<TBefore, T>(
        ShardAnswers<TBefore> before,
        Func<ISidekiqShard, TBefore, CancellationToken, Task<T>> question,
        CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(before.All.Select((answer, i) => answer.IsOk
            ? AskOneAsync(i, (shard, token) => question(shard, answer.Value, token), cancellationToken)
            : Task.FromResult(new ShardAnswer<T>(answer.Shard, default!, answer.Error))));
        return new ShardAnswers<T>(answers);
    }

    /// <summary>A page of jobs over the shards.</summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    public Task<ShardsJobPage> GetPageAsync(JobQuery query, CancellationToken cancellationToken) =>
        access.GetPageAsync(Targets, query, cancellationToken);

    /// <summary>The same way to one of the shards alone.</summary>
    public ShardRoster Only(ShardTarget target) => new([target], access);

    public ValueTask DisposeAsync() => access.DisposeAsync();

    private async Task<ShardAnswer<T>> AskOneAsync<T>(
        int index, Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var target = Targets[index];
        try
        {
            var shard = await access.ConnectAsync(target, cancellationToken);
            return new ShardAnswer<T>(target.Name, await question(shard, cancellationToken), null);
        }
        catch (SidekiqClusterException e)
        {
            return new ShardAnswer<T>(target.Name, default!, e.Message);
        }
    }
}
