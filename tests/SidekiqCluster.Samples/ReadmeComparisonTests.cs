using System.Diagnostics;
using System.Text;
using SidekiqCluster.Cli;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>README asks each question in Ruby, in C# and in a terminal: here all three are run on the same data.</summary>
public sealed class ReadmeComparisonTests(RedisFixture redis)
{
    private const string RubyPrelude = "require 'date'; require 'yaml'; require 'sidekiq'; require 'sidekiq/api'\n";

    private static readonly string ExamplesSource =
        WithoutIndentation(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ReadmeExamples.cs")));

    public static TheoryData<string> Headings => [.. ReadmeTopic.All.Select(topic => topic.Heading)];

    [Fact]
    public void Readme_Topics_AreTheExamples() =>
        Assert.Equal(ReadmeExamples.ByHeading.Keys, ReadmeTopic.All.Select(topic => topic.Heading));

    [Theory]
    [MemberData(nameof(Headings))]
    public void CSharpOfReadme_EveryTopic_StandsInTheExamples(string heading) =>
        Assert.Contains(WithoutIndentation(Topic(heading).CSharp), ExamplesSource, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Command_EveryTopic_TellsWhatCSharpTells(string heading)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-6.4.1"));
        var told = await RunCSharpAsync(heading, database);
        Assert.NotEmpty(told);

        var (shown, shownExitCode) = await RunCommandAsync(Topic(heading).Command, database);
        Assert.Equal((0, true), (shownExitCode, shown.Length > 0));

        var (data, exitCode) = await RunCommandAsync(Topic(heading).Command + " --format csv --limit 0", database);
        if (exitCode == 2)
        {
            (data, exitCode) = await RunCommandAsync(Topic(heading).Command + " --format csv", database);
        }

        Assert.Equal(0, exitCode);
        Assert.All(told.SelectMany(line => line.Split(' ')), word => Assert.Contains(word, data, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Ruby_EveryTopic_TellsWhatCSharpTells(string heading)
    {
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-6.4.1"));

        // Some of the readings have no order of their own.
        Assert.Equal(
            (await RunRubyAsync(Topic(heading).Ruby, database)).Order(StringComparer.Ordinal),
            (await RunCSharpAsync(heading, database)).Order(StringComparer.Ordinal));
    }

    private static ReadmeTopic Topic(string heading) => ReadmeTopic.All.Single(topic => topic.Heading == heading);

    private static string WithoutIndentation(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string[]> RunCSharpAsync(string heading, TestDatabase database)
    {
        await using var shard = await SidekiqShard.ConnectAsync(database.Url, TestContext.Current.CancellationToken);
        await using var output = new StringWriter { NewLine = "\n" };
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            await ReadmeExamples.ByHeading[heading](shard);
        }
        finally
        {
            Console.SetOut(console);
        }

        return Lines(output.ToString());
    }

    private static async Task<(string Output, int ExitCode)> RunCommandAsync(string command, TestDatabase database)
    {
        await using var output = new MemoryStream();
        await using var error = new StringWriter();
        var host = new CliHost
        {
            Output = output,
            Error = error,
            Environment = name => name == "REDIS_URL" ? database.Url : null,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var exitCode = await Cli.CommandLine.RunAsync([.. Words(command)], host, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.ToArray()) + error, exitCode);
    }

    /// <summary>The words of a command line whose only quotes are double ones around whole words.</summary>
    private static IEnumerable<string> Words(string command) =>
        command.Split('"').SelectMany((part, at) =>
            at % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string[]> RunRubyAsync(string code, TestDatabase database)
    {
        using var ruby = Process.Start(new ProcessStartInfo("ruby", ["-e", RubyPrelude + code])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDIS_URL"] = database.Url, ["LANG"] = "C.UTF-8" },
        })!;
        var error = ruby.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await ruby.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await ruby.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(ruby.ExitCode == 0, await error);
        return Lines(output);
    }
}
