using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>README does each thing in Ruby, in C# and in a terminal: here all three are run, and leave the same behind.</summary>
public sealed partial class ReadmeActTests(RedisFixture redis)
{
    private static readonly Fixture Before = Fixture.Load("sidekiq-6.4.1");

    private static readonly string ActsSource =
        WithoutIndentation(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ReadmeActs.cs")));

    public static TheoryData<string> Headings => [.. ReadmeTopic.Acts.Select(topic => topic.Heading)];

    public static TheoryData<string> Commands =>
        [.. ReadmeTopic.Acts.Where(topic => topic.Command.Length > 0).Select(topic => topic.Heading)];

    public static TheoryData<string> OfEverySidekiq =>
        [.. ReadmeTopic.Acts.Where(topic => topic.IsInEverySidekiq).Select(topic => topic.Heading)];

    [Fact]
    public void Readme_Acts_AreTheExamples() =>
        Assert.Equal(ReadmeActs.ByHeading.Keys, ReadmeTopic.Acts.Select(topic => topic.Heading));

    [Theory]
    [MemberData(nameof(Headings))]
    public void CSharpOfReadme_EveryAct_StandsInTheExamples(string heading) =>
        Assert.Contains(WithoutIndentation(Topic(heading).CSharp), ActsSource, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task CSharp_EveryAct_ChangesSomething(string heading)
    {
        await using var database = await redis.NewDatabaseAsync(Before);

        Assert.NotEqual(await ChangesAsync(database), await ChangesAsync(database, () => RunCSharpAsync(heading, database)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_EveryAct_LeavesWhatCSharpLeaves(string heading)
    {
        await using var one = await redis.NewDatabaseAsync(Before);
        await using var other = await redis.NewDatabaseAsync(Before);

        Assert.Equal(
            await ChangesAsync(one, () => RunCSharpAsync(heading, one)),
            await ChangesAsync(other, async () =>
            {
                var run = await CommandRun.OfAsync(Topic(heading).Command, other, new FakeTimeProvider(Before.Now));
                Assert.True(run.ExitCode == 0, run.Output);
            }));
    }

    [Theory]
    [MemberData(nameof(OfEverySidekiq))]
    public async Task Ruby_EveryAct_LeavesWhatCSharpLeaves(string heading)
    {
        Require.Ruby();
        await using var one = await redis.NewDatabaseAsync(Before);
        await using var other = await redis.NewDatabaseAsync(Before);
        var keepsOrder = !Topic(heading).Ruby.Contains("_all", StringComparison.Ordinal)
            && !Topic(heading).Ruby.Contains(".each(&:", StringComparison.Ordinal);

        Assert.Equal(
            await ChangesAsync(one, () => RubyScript.RunAsync(Topic(heading).Ruby, one, Before.Now), keepsOrder),
            await ChangesAsync(other, () => RunCSharpAsync(heading, other), keepsOrder));
    }

    private static ReadmeTopic Topic(string heading) => ReadmeTopic.Acts.Single(topic => topic.Heading == heading);

    private static async Task RunCSharpAsync(string heading, TestDatabase database)
    {
        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.Url, TimeProvider = new FakeTimeProvider(Before.Now) }, TestContext.Current.CancellationToken);
        await ReadmeActs.ByHeading[heading](shard);
    }

    /// <summary>All keys that an act leaves, ids of new jobs made alike.</summary>
    private static async Task<string> ChangesAsync(TestDatabase database, Func<Task>? actAsync = null, bool keepsOrder = true)
    {
        var before = await DatabaseState.ReadAsync(database.Redis);
        await (actAsync?.Invoke() ?? Task.CompletedTask);
        var changes = before.ChangesTo(await DatabaseState.ReadAsync(database.Redis));

        // Sidekiq takes this lock since 6.5.2, and so do we.
        var lines = changes.Where(change => change.Key != "process_cleanup").SelectMany(change => Lines(change.Key, change.Value, keepsOrder));
        var known = before.ToString();
        return Jid().Replace(string.Join('\n', lines), jid => known.Contains(jid.Value, StringComparison.Ordinal) ? jid.Value : "\"jid\":\"new\"");
    }

    private static IEnumerable<string> Lines(string key, KeyState? state, bool keepsOrder)
    {
        IEnumerable<string> items = state?.Items ?? ["(gone)"];
        return (keepsOrder ? items : items.Order(StringComparer.Ordinal)).Select(item => $"{key} {state?.Type} {state?.Expires}: {item}");
    }

    private static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("\"jid\":\"[0-9a-f]{24}\"")]
    private static partial Regex Jid();
}
