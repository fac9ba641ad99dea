namespace SidekiqCluster.Watcher;

/// <summary>Logs the totals of the fleet whenever they change, and how many large charges wait for their next attempt.</summary>
internal sealed partial class FleetWatcher(ISidekiqFleet fleet, ILogger<FleetWatcher> logger) : BackgroundService
{
    private const decimal Large = 500m;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (SidekiqClusterException e)
            {
                LogUnreachable(e.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var answer in fleet.WatchAsync(Interval, cancellationToken))
        {
            var stats = answer.Value;
            LogStats(stats.Enqueued ?? 0, stats.Busy ?? 0, stats.Retries, answer.Shards.Count(static part => !part.Outcome.IsOk));
            var large = await fleet.RetrySet.Jobs<ChargeMerchant>().Where(static job => job.Args.Amount > Large).CountAsync(cancellationToken);
            LogLargeCharges(large.Count, Large);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Enqueued} jobs wait, {Busy} run, {Retries} are to be retried; {Away} shards are away")]
    private partial void LogStats(long enqueued, long busy, long retries, int away);

    [LoggerMessage(LogLevel.Information, "{Count} charges of more than {Amount} wait for their next attempt")]
    private partial void LogLargeCharges(long count, decimal amount);

    [LoggerMessage(LogLevel.Warning, "The fleet cannot be watched: {Reason}")]
    private partial void LogUnreachable(string reason);
}
