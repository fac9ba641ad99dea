namespace SidekiqCluster.Server.Demo;

/// <summary>Tells every tenth of the jobs that are seeded.</summary>
internal sealed class SeedProgress(TextWriter output, long total) : IProgress<long>
{
    private readonly Lock _lock = new();
    private long _told;

    public void Report(long value)
    {
        lock (_lock)
        {
            var tenth = value * 10 / total;
            if (tenth > _told)
            {
                _told = tenth;
                output.WriteLine($"  {value} of {total} jobs");
            }
        }
    }
}
