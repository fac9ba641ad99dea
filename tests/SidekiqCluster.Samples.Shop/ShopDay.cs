using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Samples.Shop;

/// <summary>Runs the shop's own Ruby: pushes its jobs, and lets a real Sidekiq work on the charges until those that fail wait for their retry.</summary>
internal static class ShopDay
{
    /// <summary>The charges that fail.</summary>
    public const int FailingCharges = 4;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Lives a day over an empty Redis.</summary>
    public static async Task LiveAsync(string url, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string> { ["REDIS_URL"] = url, ["RUBYOPT"] = "-W0" };
        await using (var push = await LeashedProcess.StartAsync("ruby", [AppFile("push.rb")], environment, cancellationToken))
        {
            await push.Output.ReadToEndAsync(cancellationToken);
        }

        await using var shard = await SidekiqShard.ConnectAsync(url, cancellationToken);
        await using var worker = await LeashedProcess.StartAsync(
            "sidekiq", ["-r", AppFile("boot.rb"), "-c", "1", "-q", "billing"], environment, cancellationToken);
        using var timer = new PeriodicTimer(LookPeriod);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (await shard.RetrySet.GetSizeAsync(cancellationToken) == FailingCharges && await shard.Queue("billing").GetSizeAsync(cancellationToken) == 0)
            {
                return;
            }
        }
    }

    private static string AppFile(string name) => Path.Combine(AppContext.BaseDirectory, "app", name);
}
