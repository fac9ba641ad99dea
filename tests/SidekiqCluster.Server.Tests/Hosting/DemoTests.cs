using System.Text.Json;
using System.Text.RegularExpressions;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The demo as users start it, with one command.</summary>
public sealed partial class DemoTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Demo_OneCommand_ServesThreeShardsAndLeavesNothing(bool nothingInstalled)
    {
        Require.That(nothingInstalled || RedisServer.IsInstalled, "needs redis-server on the PATH");
        using var bare = new BareMachine();
        var environment = nothingInstalled ? new Dictionary<string, string> { ["PATH"] = bare.Path } : [];
        await using var demo = await ServerProcess.StartAsync(["--demo", "--demo-jobs", "300"], environment);
        var told = await demo.ReadUntilAsync("Ctrl-C ends everything.");
        var address = Address().Match(told).Groups[1].Value;
        using var http = new HttpClient { BaseAddress = new Uri(address) };

        var queues = JsonElement.Parse(await http.GetByteArrayAsync("/api/v1/queues", TestContext.Current.CancellationToken));
        await demo.EndAsync("TERM");

        Assert.Contains($"A fleet of three shards in {(nothingInstalled ? "embedded Garnet" : "redis-server")}, ready", told, StringComparison.Ordinal);
        var sizes = queues.GetProperty("queues").EnumerateArray()
            .Where(queue => queue.GetProperty("name").GetString() == "backlog")
            .ToDictionary(queue => queue.GetProperty("shard").GetString()!, queue => queue.GetProperty("size").GetInt64());
        Assert.Equal(new Dictionary<string, long> { ["eu-1"] = 100, ["us-1"] = 100, ["legacy"] = 100 }, sizes);
        foreach (Match redis in Redis().Matches(told))
        {
            await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(async () =>
            {
                using var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync("127.0.0.1", PortOf(redis), TestContext.Current.CancellationToken);
            });
        }
    }

    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("INT", true)]
    public async Task Demo_SignalWhileItSeeds_EndsAndLeavesNothing(string signal, bool nothingInstalled)
    {
        using var bare = new BareMachine();
        var environment = nothingInstalled ? new Dictionary<string, string> { ["PATH"] = bare.Path } : [];
        var temporary = Directory.CreateTempSubdirectory("sidekiq-cluster-tmp-");
        environment["TMPDIR"] = temporary.FullName;

        // So many that seeding them all would take minutes.
        await using var demo = await ServerProcess.StartAsync(["--demo", "--demo-jobs", "10000000"], environment);
        await demo.ReadUntilAsync(" of 10000000 jobs");
        var farewell = await demo.EndAsync(signal);

        // The servers' folders go after the servers have ended.
        Assert.Empty(temporary.EnumerateDirectories("sidekiq-cluster-*"));
        Assert.EndsWith("Ended before everything was there.", farewell.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("10000000 of 10000000 jobs", farewell, StringComparison.Ordinal);
        temporary.Delete(recursive: true);
    }

    [Fact]
    public async Task Demo_ThreeInOneMoment_EachServesSomewhere()
    {
        var demos = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.StartAsync(["--demo"], new Dictionary<string, string>())));
        await using var one = demos[0];
        await using var two = demos[1];
        await using var three = demos[2];

        var addresses = await Task.WhenAll(demos.Select(static async demo => Serving().Match(await demo.ReadUntilAsync("Serving at")).Groups[1].Value));

        Assert.Equal(addresses.Length, addresses.Distinct().Count());
    }

    [Fact]
    public async Task Demo_CommandsThatItPrints_WorkWhenPasted()
    {
        await using var demo = await ServerProcess.StartAsync(["--demo"], new Dictionary<string, string>());
        var commands = Command().Matches(await demo.ReadUntilAsync("Ctrl-C ends everything.")).Select(command => command.Value.Trim()).ToArray();

        var answers = await Task.WhenAll(commands.Select(Terminal.PasteAsync));

        Assert.All(answers, answer => Assert.True(answer.ExitCode == 0, answer.Error));
        Assert.Equal(3, commands.Length);
        Assert.Contains("eu-1", answers[0].Output, StringComparison.Ordinal);
        Assert.Contains("Faraday::ConnectionFailed", answers[1].Output, StringComparison.Ordinal);
        Assert.Contains("dry_run", answers[2].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_FiveMinutesOfTheReadme_WorkWhenPasted()
    {
        await using var demo = await ServerProcess.StartAsync(["--demo"], new Dictionary<string, string>());
        var told = await demo.ReadUntilAsync("Ctrl-C ends everything.");
        var readme = await File.ReadAllTextAsync(Path.Combine(Terminal.Root, "README.md"), TestContext.Current.CancellationToken);
        var section = readme[readme.IndexOf("### Five minutes", StringComparison.Ordinal)..readme.IndexOf("`dotnet pack", StringComparison.Ordinal)];
        var commands = ReadmeCommand().Matches(section).Select(command => command.Value
            .Replace("http://127.0.0.1:7433", Address().Match(told).Groups[1].Value, StringComparison.Ordinal)
            .Replace("127.0.0.1:PORT", Store().Match(told).Groups[1].Value, StringComparison.Ordinal)).ToArray();

        var byPosition = await Terminal.PasteAsync(commands[0]);
        var byName = await Terminal.PasteAsync(commands[1]);
        var sample = await Terminal.PasteAsync(commands[2]);

        Assert.Equal(3, commands.Length);
        Assert.All([byPosition, byName, sample], answer => Assert.True(answer.ExitCode == 0, answer.Error));
        Assert.Contains("ChargeMerchant", byPosition.Output, StringComparison.Ordinal);
        Assert.Contains("ChargeMerchant", byName.Output, StringComparison.Ordinal);
        Assert.Matches(@"merchant \d+: \d+", sample.Output);
        Assert.Matches(@"us-1: [1-9]\d* large charges are back in their queue", sample.Output);
    }

    [Theory]
    [InlineData("--demo-jobs is '-1'; use a number from 0 to 10000000. See --help.", "--demo", "--demo-jobs", "-1")]
    [InlineData("--demo-jobs is '10000001'; use a number from 0 to 10000000. See --help.", "--demo", "--demo-jobs", "10000001")]
    [InlineData("--demo-jobs is 'many'; use a number from 0 to 10000000. See --help.", "--demo", "--demo-jobs", "many")]
    [InlineData("--demo-jobs is '1e6'; use a number from 0 to 10000000. See --help.", "--demo", "--demo-jobs=1e6")]
    [InlineData("Required argument missing for option: '--demo-jobs'. See --help.", "--demo", "--demo-jobs")]
    [InlineData("--demo-jobs is for the demo; add --demo.", "--demo-jobs", "5")]
    [InlineData("Unrecognized command or argument '--nope'. See --help.", "--nope")]
    [InlineData("--role is 'boss'; use viewer, operator or admin.", "--new-api-key", "ann", "--role", "boss")]
    public async Task Server_WrongSwitches_EndsWithWhatIsWrong(string words, params string[] switches)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Server"), switches) { RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;

        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, words), (process.ExitCode, error.Trim()));
    }

    private static int PortOf(Match redis) => int.Parse(redis.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  (dotnet run|curl) .*$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("^dotnet run .*$", RegexOptions.Multiline)]
    private static partial Regex ReadmeCommand();

    [GeneratedRegex(@"store\s+of the cluster\s+redis://(\S+)")]
    private static partial Regex Store();

    [GeneratedRegex(@"API\s+(http://\S+)/api/v1/stats")]
    private static partial Regex Address();

    [GeneratedRegex(@"Serving at (http://\S+);")]
    private static partial Regex Serving();

    [GeneratedRegex(@"redis://127\.0\.0\.1:(\d+)")]
    private static partial Regex Redis();
}
