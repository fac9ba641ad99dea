using System.Diagnostics;
using System.Globalization;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>A real <c>sidekiq</c> process that works on a Redis: <c>Ruby/jobs.rb</c>.</summary>
internal sealed class SidekiqWorker : IAsyncDisposable
{
    private readonly LeashedProcess _process;
    private readonly Task<string> _output;

    private SidekiqWorker(LeashedProcess process)
    {
        _process = process;
        _output = process.Output.ReadToEndAsync();
    }

    /// <summary>Starts a process with four threads.</summary>
    /// <param name="url">The Redis.</param>
    /// <param name="queues">Queues, <c>name</c> or <c>name,weight</c>.</param>
    public static async Task<SidekiqWorker> StartAsync(string url, params IEnumerable<string> queues)
    {
        var weighted = queues.SelectMany(queue => new[] { "-q", queue });
        return new SidekiqWorker(await LeashedProcess.StartAsync(
            "sidekiq",
            ["-r", RubyApi.RubyFile("jobs.rb"), "-c", "4", "-t", "1", .. weighted],
            new Dictionary<string, string> { ["REDIS_URL"] = url, ["RUBYOPT"] = "-W0" },
            TestContext.Current.CancellationToken));
    }

    /// <summary>Stops the process where it stands.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await _output);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill {signal} {_process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
