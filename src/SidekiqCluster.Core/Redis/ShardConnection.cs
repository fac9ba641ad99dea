using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>One shard's Redis as the readers see it: read commands and read-only scripts, their errors in our words.</summary>
internal sealed class ShardConnection : IAsyncDisposable
{
    private readonly IConnectionMultiplexer _multiplexer;
    private readonly CommandFlags _readFlags;

    public ShardConnection(
        IConnectionMultiplexer multiplexer, ShardOptions options, RedisKeys keys, ShardCapabilities capabilities)
    {
        _multiplexer = multiplexer;
        _readFlags = options.PreferReplica ? CommandFlags.PreferReplica : CommandFlags.None;
        Shard = options.Name;
        Clock = options.TimeProvider;
        Keys = keys;
        Capabilities = capabilities;
    }

    /// <summary>The shard's name.</summary>
    public string Shard { get; }

    public RedisKeys Keys { get; }

    public TimeProvider Clock { get; }

    public ShardCapabilities Capabilities { get; }

    /// <summary>Runs one or several pipelined read commands with the flags that this shard is read with.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<T> ReadAsync<T>(Func<IDatabase, CommandFlags, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return read(_multiplexer.GetDatabase(), _readFlags).WaitAsync(cancellationToken);
    }

    /// <summary>Runs a script that only reads, by <c>EVAL_RO</c>, or by <c>EVAL</c> where that is absent.</summary>
    /// <exception cref="ShardAccessDeniedException">Neither is allowed.</exception>
    public Task<RedisResult> EvalReadOnlyAsync(
        string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        if (!Capabilities.CanEvaluate)
        {
            throw new ShardAccessDeniedException($"Shard {Shard} runs no scripts for us.", Shard);
        }

        object[] all = [script, keys.Length, .. keys.Cast<object>(), .. arguments.Cast<object>()];
        var command = Capabilities.HasEvalReadOnly ? "EVAL_RO" : "EVAL";
        return ReadAsync((database, flags) => database.ExecuteAsync(command, all, flags), cancellationToken);
    }

    public ValueTask DisposeAsync() => _multiplexer.DisposeAsync();
}
