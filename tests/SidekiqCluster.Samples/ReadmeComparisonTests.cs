using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>README asks each question in Ruby, in C# and in a terminal: here all three are run on the same data.</summary>
public sealed class ReadmeComparisonTests(RedisFixture redis)
{
    private static readonly string ExamplesSource =
        WithoutIndentation(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ReadmeExamples.cs")));

    public static TheoryData<string> Headings => [.. ReadmeTopic.Questions.Select(topic => topic.Heading)];

    [Fact]
    public void Readme_Topics_AreTheExamples() =>
        Assert.Equal(ReadmeExamples.ByHeading.Keys, ReadmeTopic.Questions.Select(topic => topic.Heading));

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

        var (shown, shownExitCode) = await CommandRun.OfAsync(Topic(heading).Command, database);
        Assert.Equal((0, true), (shownExitCode, shown.Length > 0));

        var (data, exitCode) = await CommandRun.OfAsync(Topic(heading).Command + " --format csv --limit 0", database);
        if (exitCode == 2)
        {
            (data, exitCode) = await CommandRun.OfAsync(Topic(heading).Command + " --format csv", database);
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
            (await RubyScript.RunAsync(Topic(heading).Ruby, database)).Order(StringComparer.Ordinal),
            (await RunCSharpAsync(heading, database)).Order(StringComparer.Ordinal));
    }

    private static ReadmeTopic Topic(string heading) => ReadmeTopic.Questions.Single(topic => topic.Heading == heading);

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
}
