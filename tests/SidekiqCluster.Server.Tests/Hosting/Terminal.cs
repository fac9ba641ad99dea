using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SidekiqCluster.Server.Hosting;

/// <summary>A terminal at the root of the repository, for what the demo prints.</summary>
internal static class Terminal
{
    /// <summary>Runs the built program where <c>dotnet run</c> would build it first.</summary>
    private const string DotnetRun =
        """
        dotnet() {
          [ "$1 $2 $4" = "run --project --" ] && [ -f "$3/$(basename "$3").csproj" ] || exit 99
          case "$3" in
            src/SidekiqCluster.Cli) program=sidekiq-cluster;;
            *) program=$(basename "$3");;
          esac
          program="$3/bin/$BUILT/$program"
          shift 4
          "$program" "$@"
        }

        """;

    /// <summary>The root of the repository.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(FolderOf(), "../../.."));

    /// <summary>Runs a line of shell.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> PasteAsync(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", DotnetRun + line])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BUILT"] = Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "../.."), AppContext.BaseDirectory);
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, output, await error);
    }

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
