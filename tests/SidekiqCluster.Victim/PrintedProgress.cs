namespace SidekiqCluster.Victim;

/// <summary>Prints a line whenever it is told of progress.</summary>
internal sealed class PrintedProgress<T> : IProgress<T>
{
    /// <summary>The last line of all, which is none of progress.</summary>
    public const string Done = "done";

    public void Report(T value) => Console.WriteLine("progress");
}
