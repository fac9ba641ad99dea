using System.Diagnostics;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

/// <summary>The demo as users start it, with one command each.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Demo_OneCommand_AnswersFromTheSeededServer(bool nothingInstalled)
    {
        var (exitCode, output) = await RunAsync(nothingInstalled, "queue", "list", "--format", "csv");

        Assert.Equal((int)ExitCode.Done, exitCode);
        Assert.Equal(
            ["billing", "default", "exports", "imports", "low", "mailers", "reports"],
            output.Split("\r\n")[1..^1].Select(line => line.Split(',')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Demo_FailingCommand_ExitsWithItsCode()
    {
        var (exitCode, output) = await RunAsync(false, "queue", "show", "nope");

        Assert.Equal((int)ExitCode.NotFound, exitCode);
        Assert.Empty(output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(bool nothingInstalled, params string[] args)
    {
        // As on a machine without redis-server: the demo then brings its own server.
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Demo"), args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (nothingInstalled)
        {
            start.Environment["PATH"] = AppContext.BaseDirectory;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage(await error);
        return (process.ExitCode, output);
    }
}
