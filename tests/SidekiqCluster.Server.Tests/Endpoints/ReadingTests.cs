using System.Text;
using SidekiqCluster.Cli;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What the server answers is what the command line prints about the same shard, byte for byte.</summary>
public sealed class ReadingTests(FixtureServer fixture) : IClassFixture<FixtureServer>
{
    public static TheoryData<string, string> Questions => new()
    {
        { "stats", "stats" },
        { "history?days=5", "history --days 5" },
        { "queues", "queue list" },
        { "queues/default", "queue show default" },
        { "jobs?in=retry&limit=3", "job list --in retry --limit 3" },
        { "jobs?in=scheduled&in=dead&order=oldest&limit=500", "job list --in scheduled dead --order oldest --limit 500" },
        { "jobs?in=all&where=class:HardJob", "job list --in all --where class:HardJob" },
        { "jobs/count?in=all&by=class", "job count --in all --by class" },
        { "processes", "process list" },
        { "work", "work list" },
        { "metrics?minutes=30", "metrics top --minutes 30" },
        { "metrics/HardJob?minutes=30", "metrics job HardJob --minutes 30" },
        { "deploys", "deploy list" },
        { "profiles", "profile list" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Question_AsJson_IsAnsweredAsByTheCommandLine(string path, string commandLine) =>
        Assert.Equal(await RunAsync($"{commandLine} --format json"), await fixture.Server.ReadAsync($"/api/v1/{path}"));

    [Theory]
    [InlineData("application/x-ndjson", "jsonl")]
    [InlineData("text/csv", "csv")]
    [InlineData("text/plain", "table")]
    public async Task Question_InAnotherForm_IsAnsweredAsByTheCommandLine(string accept, string format)
    {
        var path = "/api/v1/jobs?in=all&where=-class:Weird";

        Assert.Equal(await RunAsync($"job list --in all --where -class:Weird --format {format}"), await fixture.Server.ReadAsync(path, accept));
        Assert.Equal(
            await RunAsync($"job list --in all --where -class:Weird --limit 0 --format {format}"),
            await fixture.Server.ReadAsync("/api/v1/jobs/export?in=all&where=-class:Weird", accept));
    }

    [Fact]
    public async Task Job_ByItsJid_IsShown()
    {
        var jid = (await RunAsync("job list --in retry --limit 1 --format csv")).Split("\r\n")[1].Split(',')[3];

        Assert.Equal(await RunAsync($"job show {jid} --format json"), await fixture.Server.ReadAsync($"/api/v1/jobs/{jid}"));
        Assert.Equal(await RunAsync($"job find {jid} --format json"), await fixture.Server.ReadAsync($"/api/v1/jobs/find?jid={jid}"));
    }

    [Fact]
    public async Task Schema_OfStoredJobs_IsAsByTheCommandLine() =>
        Assert.Equal(await RunAsync("schema infer --in all"), await fixture.Server.ReadAsync("/api/v1/schema?in=all"));

    [Fact]
    public async Task Pages_ByTheirCursor_GoOn()
    {
        using var first = await fixture.Server.GetAsync("/api/v1/jobs?in=all&limit=2", "application/x-ndjson");
        var cursor = Assert.Single(first.Headers.GetValues("Sidekiq-Cluster-Cursor"));
        var second = await fixture.Server.ReadAsync($"/api/v1/jobs?in=all&limit=2&cursor={Uri.EscapeDataString(cursor)}", "application/x-ndjson");

        var both = await fixture.Server.ReadAsync("/api/v1/jobs?in=all&limit=4", "application/x-ndjson");
        Assert.Equal(both, await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) + second);
    }

    private async Task<string> RunAsync(string commandLine)
    {
        using var output = new MemoryStream();
        var host = new CliHost
        {
            Output = output,
            Error = TextWriter.Null,
            Environment = static _ => null,
            WorkingDirectory = Path.GetTempPath(),
            Clock = fixture.Clock,
        };
        await Cli.CommandLine.RunAsync(["--redis", fixture.Url, .. commandLine.Split(' ')], host, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
