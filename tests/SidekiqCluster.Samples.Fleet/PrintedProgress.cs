namespace SidekiqCluster.Samples.Fleet;

/// <summary>Prints how far an operation has come.</summary>
internal sealed class PrintedProgress : IProgress<OperationProgress>
{
    public void Report(OperationProgress value) => Console.WriteLine($"  {value.Done} of {value.Matched} retried");
}
