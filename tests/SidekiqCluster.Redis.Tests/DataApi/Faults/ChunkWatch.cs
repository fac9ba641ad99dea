namespace SidekiqCluster.Redis.Tests.DataApi.Faults;

/// <summary>Does something after so many chunks of an operation, once.</summary>
internal sealed class ChunkWatch(int chunks, Action act) : IProgress<OperationProgress>
{
    private int _seen;

    public void Report(OperationProgress value)
    {
        if (++_seen == chunks)
        {
            act();
        }
    }
}
