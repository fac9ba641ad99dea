using System.Collections.Concurrent;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>How far an act has come in each shard: for a bar, and for what to say when it ends half-way.</summary>
internal sealed class ActProgress
{
    private readonly ConcurrentDictionary<string, OperationProgress> _shards = new();

    /// <summary>Told whenever a shard's work has gone on.</summary>
    public event Action<string, OperationProgress>? Moved;

    /// <summary>Jobs of one shard that were acted on.</summary>
    public long DoneIn(string shard) => _shards.GetValueOrDefault(shard).Done;

    /// <summary>What one shard's work reports to. It is told on the thread that works, in order.</summary>
    public IProgress<OperationProgress> Of(string shard) => new Listener(this, shard);

    private sealed class Listener(ActProgress all, string shard) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value)
        {
            all._shards[shard] = value;
            all.Moved?.Invoke(shard, value);
        }
    }
}
