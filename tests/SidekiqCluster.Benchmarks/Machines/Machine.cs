using System.Runtime.InteropServices;

namespace SidekiqCluster.Benchmarks.Machines;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, system and versions, in one line.</summary>
    public static string Describe(string redis, string? ruby) => string.Join(
        "; ",
        $"{Environment.ProcessorCount} cores of {Processor()}",
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription + (System.Runtime.GCSettings.IsServerGC ? " (server GC)" : ""),
        $"redis-server {redis}",
        ruby is null ? "no Ruby" : ruby);

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        return File.Exists(file)
            && File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
                ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
                : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
