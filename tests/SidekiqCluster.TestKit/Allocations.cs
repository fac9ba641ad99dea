namespace SidekiqCluster.TestKit;

/// <summary>Measures what code allocates.</summary>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// The bytes that an action allocates on this thread, the least of some rounds: what the runtime allocates when it
    /// compiles code anew comes once, what the action allocates comes every time.
    /// </summary>
    public static long Least(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
