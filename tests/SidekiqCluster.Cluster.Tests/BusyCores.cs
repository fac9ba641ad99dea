namespace SidekiqCluster.Cluster.Tests;

/// <summary>Keeps all cores busy, each with two threads that do nothing of use.</summary>
internal sealed class BusyCores : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _isOver;

    public BusyCores()
    {
        _threads = [.. Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => new Thread(Burn) { IsBackground = true })];
        Array.ForEach(_threads, static thread => thread.Start());
    }

    public void Dispose()
    {
        _isOver = true;
        Array.ForEach(_threads, static thread => thread.Join());
    }

    private void Burn()
    {
        while (!_isOver)
        {
            Thread.SpinWait(1_000);
        }
    }
}
