using System.Text;
using System.Text.RegularExpressions;
using SidekiqCluster.Cli;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>What a command of README printed, and how it ended.</summary>
internal sealed partial record CommandRun(string Output, int ExitCode)
{
    /// <summary>Runs a command line whose quotes stand around whole words.</summary>
    public static async Task<CommandRun> OfAsync(string command, TestDatabase database, TimeProvider? clock = null)
    {
        await using var output = new MemoryStream();
        await using var error = new StringWriter();
        var host = new CliHost
        {
            Output = output,
            Error = error,
            Environment = name => name == "REDIS_URL" ? database.Url : null,
            WorkingDirectory = AppContext.BaseDirectory,
            Clock = clock ?? TimeProvider.System,
        };
        var exitCode = await Cli.CommandLine.RunAsync([.. Words(command)], host, TestContext.Current.CancellationToken);
        return new CommandRun(Encoding.UTF8.GetString(output.ToArray()) + error, exitCode);
    }

    private static IEnumerable<string> Words(string command) =>
        Word().Matches(command).Select(word => word.Groups["text"].Value);

    [GeneratedRegex("""'(?<text>[^']*)'|"(?<text>[^"]*)"|(?<text>[^ ]+)""")]
    private static partial Regex Word();
}
