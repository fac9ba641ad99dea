namespace SidekiqCluster.LocalServers;

/// <summary>Programs on the PATH.</summary>
public static class Programs
{
    /// <summary>The full path of a program; null when it is not on the PATH.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
