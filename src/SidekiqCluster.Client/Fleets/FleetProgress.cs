namespace SidekiqCluster.Client.Fleets;

/// <summary>Adds up how far an operation has come on each shard. Whoever listens is told one sum after the other.</summary>
internal sealed class FleetProgress(IProgress<OperationProgress> whole)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OperationProgress> _shards = [];

    /// <summary>What one shard reports to.</summary>
    public IProgress<OperationProgress> Of(string shard) => new Part(this, shard);

    private void Report(string shard, OperationProgress value)
    {
        lock (_gate)
        {
            _shards[shard] = value;
            whole.Report(new OperationProgress(
                _shards.Values.Sum(static part => part.Matched),
                _shards.Values.Sum(static part => part.Done),
                _shards.Values.Sum(static part => part.NotDone)));
        }
    }

    private sealed class Part(FleetProgress all, string shard) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => all.Report(shard, value);
    }
}
