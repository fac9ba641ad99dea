using System.Runtime.CompilerServices;

namespace SidekiqCluster.Cli;

/// <summary>
/// Approved output. After a change on purpose, copy the text that the failing test wrote beside the approved one over it.
/// </summary>
internal static class Snapshot
{
    public static void Match(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var approved = Path.Combine(AppContext.BaseDirectory, "Snapshots", $"{name}.approved.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : string.Empty;
        if (expected != actual)
        {
            // In a deterministic build the source path is not that of this machine.
            var folder = File.Exists(testFile)
                ? Path.Combine(Path.GetDirectoryName(testFile)!, "..", "Snapshots")
                : AppContext.BaseDirectory;
            File.WriteAllText(Path.Combine(folder, $"{name}.received.txt"), actual);
        }

        Assert.Equal(expected, actual);
    }
}
