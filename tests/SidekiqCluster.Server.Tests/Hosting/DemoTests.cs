using System.Text.Json;
using System.Text.RegularExpressions;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The demo as users start it, with one command.</summary>
public sealed partial class DemoTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Demo_OneCommand_ServesThreeShardsAndLeavesNothing(bool nothingInstalled)
    {
        // As on a machine without redis-server: the demo then brings its own server. The shell that ends it needs cat.
        var tools = Directory.CreateTempSubdirectory("sidekiq-cluster-tools-");
        File.CreateSymbolicLink(Path.Combine(tools.FullName, "cat"), "/bin/cat");
        var environment = nothingInstalled ? new Dictionary<string, string> { ["PATH"] = tools.FullName } : [];
        await using var demo = await ServerProcess.StartAsync(["--demo", "--demo-jobs", "300"], environment);
        var told = await demo.ReadUntilAsync("Ctrl-C ends everything.");
        var address = Address().Match(told).Groups[1].Value;
        using var http = new HttpClient { BaseAddress = new Uri(address) };

        var queues = JsonElement.Parse(await http.GetByteArrayAsync("/api/v1/queues", TestContext.Current.CancellationToken));
        await demo.EndAsync("TERM");
        tools.Delete(recursive: true);

        Assert.Contains(nothingInstalled ? "embedded Garnet" : "A fleet of three shards in", told, StringComparison.Ordinal);
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
    [InlineData("--demo-jobs is '-1'; use a number from 0 to 10000000. See --help.", "--demo", "--demo-jobs", "-1")]
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

    [GeneratedRegex(@"API\s+(http://\S+)/api/v1/stats")]
    private static partial Regex Address();

    [GeneratedRegex(@"redis://127\.0\.0\.1:(\d+)")]
    private static partial Regex Redis();
}
