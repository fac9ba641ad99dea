using SidekiqCluster.Fleets;

namespace SidekiqCluster.Verbs.Shards;

/// <summary>
/// The shards of one run. They are connected when first asked, all at once; one that cannot be reached is a marked gap
/// and is tried again at the next question.
/// </summary>
internal sealed class ShardRoster(IShardAccess access, ShardSelection selection) : IAsyncDisposable
{
    private IReadOnlyList<ShardInfo>? _shards;

    /// <summary>The shards, the same ones throughout the run.</summary>
    /// <exception cref="VerbException">None is chosen, or a name or label is unknown.</exception>
    /// <exception cref="SidekiqClusterException">Who knows them does not answer.</exception>
    public async Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) =>
        _shards ??= Choose(await access.ListAsync(cancellationToken));

    /// <summary>Asks every shard at once.</summary>
    public async Task<ShardAnswers<T>> AskAsync<T>(
        Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var shards = await ListAsync(cancellationToken);
        return new ShardAnswers<T>(
            await Task.WhenAll(shards.Select(shard => AskOneAsync(shard.Name, question, cancellationToken))));
    }

    /// <summary>Asks those shards that answered before, each with its answer; the others stay gaps.</summary>
    public async Task<ShardAnswers<T>> AskAsync<TBefore, T>(
        ShardAnswers<TBefore> before,
        Func<ISidekiqShard, TBefore, CancellationToken, Task<T>> question,
        CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(before.All.Select(answer => answer.IsOk
            ? AskOneAsync(answer.Shard, (shard, token) => question(shard, answer.Value, token), cancellationToken)
            : Task.FromResult(new ShardAnswer<T>(answer.Shard, default!, answer.Error))));
        return new ShardAnswers<T>(answers);
    }

    /// <summary>A page of jobs over the shards.</summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    public async Task<ShardsJobPage> GetPageAsync(JobQuery query, CancellationToken cancellationToken)
    {
        var shards = await ListAsync(cancellationToken);
        return await access.GetPageAsync([.. shards.Select(shard => shard.Name)], query, cancellationToken);
    }

    /// <summary>The same way to one of the shards alone, for an act that is for one.</summary>
    /// <param name="verb">What the act is called.</param>
    /// <param name="name">Which of them; null where there is but one.</param>
    /// <param name="cancellationToken">Ends the wait for their names.</param>
    /// <exception cref="VerbException">It is none of them, or there are several to choose from.</exception>
    public async Task<ShardRoster> ChooseOneAsync(string verb, string? name, CancellationToken cancellationToken)
    {
        var shards = await ListAsync(cancellationToken);
        var known = string.Join(", ", shards.Select(shard => shard.Name));
        var chosen = name is null
            ? shards is [var only] ? only : throw VerbException.Usage($"'{verb}' is for one shard; choose with --to-shard one of {known}.")
            : shards.FirstOrDefault(shard => shard.Name == name) ?? throw VerbException.Usage($"--to-shard is '{name}'; use one of {known}.");
        return new ShardRoster(access, selection) { _shards = [chosen] };
    }

    /// <summary>The fleet, for what changes which shards there are.</summary>
    /// <exception cref="VerbException">The shards are named by whoever asks.</exception>
    /// <exception cref="SidekiqClusterException">The fleet does not answer.</exception>
    public async Task<ISidekiqFleet> DemandFleetAsync(CancellationToken cancellationToken) =>
        await access.FindFleetAsync(cancellationToken)
        ?? throw VerbException.Usage("a fleet takes shards; ask one with --cluster GATEWAYS or --server URL. What --shard and the others name is for one run.");

    public ValueTask DisposeAsync() => access.DisposeAsync();

    private IReadOnlyList<ShardInfo> Choose(IReadOnlyList<ShardInfo> shards)
    {
        try
        {
            return selection.Choose(shards);
        }
        catch (ShardUnknownException e)
        {
            throw new VerbException(ExitCode.Usage, $"--shards: {e.Message}", e);
        }
    }

    private async Task<ShardAnswer<T>> AskOneAsync<T>(
        string name, Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            var shard = await access.ConnectAsync(name, cancellationToken);
            return new ShardAnswer<T>(name, await question(shard, cancellationToken), null);
        }
        catch (SidekiqClusterException e)
        {
            return new ShardAnswer<T>(name, default!, e.Message);
        }
    }
}
