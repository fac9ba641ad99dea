namespace SidekiqCluster.Server.Demo;

/// <summary>Tells how many jobs are seeded: every tenth of them, and at least every 100 000.</summary>
internal sealed class SeedProgress(TextWriter output, long total) : IProgress<long>
{
    private const long MostUntold = 100_000;

    private readonly Lock _lock = new();
    private readonly long _step = Math.Clamp(total / 10, 1, MostUntold);
    private long _told;

    public void Report(long value)
    {
        lock (_lock)
        {
            if (value / _step > _told)
            {
                _told = value / _step;
                output.WriteLine($"  {value} of {total} jobs");
            }
        }
    }
}
