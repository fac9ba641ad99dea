namespace SidekiqCluster.Benchmarks.Machines;

/// <summary>How far this process grows; Linux only, elsewhere unknown.</summary>
internal readonly struct ProcessMemory
{
    private const string Status = "/proc/self/status";

    private readonly long? _before;

    private ProcessMemory(long? before) => _before = before;

    /// <summary>The largest size since <see cref="Watch"/>, above the size then.</summary>
    public long? Growth => _before is { } before && Read("VmHWM:") is { } peak ? Math.Max(0, peak - before) : null;

    /// <summary>Forgets the largest size so far.</summary>
    public static ProcessMemory Watch()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return new ProcessMemory(Read("VmRSS:"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static long? Read(string name) =>
        File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), out var kilobytes)
            ? kilobytes * 1024
            : null;
}
