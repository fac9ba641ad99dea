using System.Runtime.CompilerServices;

namespace SidekiqCluster.Generators.Tests;

/// <summary>
/// Compares text with a file in <c>_snapshots/</c>. When they differ, the text is put beside it as <c>.received.txt</c>;
/// rename that to accept it, or run once with <c>SIDEKIQ_CLUSTER_ACCEPT=1</c>.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("SIDEKIQ_CLUSTER_ACCEPT") == "1";

    public static void Matches(string name, string text, [CallerFilePath] string caller = "")
    {
        var folder = Path.Combine(ProjectFolder(caller), "_snapshots");
        var approved = Path.Combine(folder, name + ".txt");
        var received = Path.Combine(folder, name + ".received.txt");
        if (Accepts)
        {
            File.WriteAllText(approved, text);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved) : string.Empty;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{received} differs from {approved}.\n{text}");
    }

    private static string ProjectFolder(string caller)
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(folder, "_snapshots")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
