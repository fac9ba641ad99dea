using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;

namespace SidekiqCluster.HouseRules;

/// <summary>The working copy that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every C# file under these top folders, build output left out, with its path from the root.</summary>
    public static IEnumerable<SourceFile> SourceFiles(params string[] folders) =>
        from folder in folders
        let top = PathOf(folder)
        where Directory.Exists(top)
        from path in Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
        orderby relative
        select new SourceFile(relative, CSharpSyntaxTree.ParseText(File.ReadAllText(path)));

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // A deterministic CI build maps source paths to /_/, so the test's own folder is the starting point there.
        var start = File.Exists(thisFile) ? Path.GetDirectoryName(thisFile) : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start!); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SidekiqCluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No SidekiqCluster.sln above {start}; run the tests inside the repository.");
    }
}
