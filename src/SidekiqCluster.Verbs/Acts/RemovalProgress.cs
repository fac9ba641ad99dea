namespace SidekiqCluster.Verbs.Acts;

/// <summary>Tells a number of jobs that were removed as progress of an act.</summary>
internal sealed class RemovalProgress(IProgress<OperationProgress> progress) : IProgress<long>
{
    public void Report(long value) => progress.Report(new OperationProgress(value, value, 0));
}
