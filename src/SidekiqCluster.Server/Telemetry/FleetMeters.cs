using System.Diagnostics.Metrics;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Access;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>What the server measures: the shards that it owns, its snapshots, and acts.</summary>
internal sealed class FleetMeters : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "SidekiqCluster";

    private readonly Meter _meter;
    private readonly Counter<long> _acts;
    private readonly Counter<long> _reads;
    private readonly TimeProvider _clock;
    private readonly string _silo;
    private IReadOnlyList<ShardReading> _shards = [];
    private IReadOnlyList<SiloMemory> _memory = [];

    public FleetMeters(IMeterFactory factory, ILocalSiloDetails silo, TimeProvider clock)
    {
        (_clock, _silo) = (clock, silo.SiloAddress.ToString());
        _meter = factory.Create(Name);
        _acts = _meter.CreateCounter<long>("sidekiq.acts", "{act}", "Acts that were run, by kind and result.");
        _reads = _meter.CreateCounter<long>("sidekiq.reads", "{read}", "Questions that were asked, exports too, by kind and result.");
        Shards("sidekiq.shard.up", "1", "Whether the shard answers.", static shard => shard.Stats is null ? 0 : 1);
        Counter("sidekiq.processed", "Executions of jobs, failed ones included.", static stats => stats.Processed);
        Counter("sidekiq.failed", "Executions of jobs that raised.", static stats => stats.Failed);
        Shards("sidekiq.processes", "{process}", "Living processes.", static shard => shard.Processes.Count);
        Shards("sidekiq.threads", "{thread}", "Threads of living processes.", static shard => shard.Processes.Sum(static process => process.Concurrency));
        Shards("sidekiq.busy", "{job}", "Jobs that run.", static shard => shard.Processes.Sum(static process => process.Busy));
        Shards("sidekiq.process.memory", "By", "Memory of living processes.", static shard => shard.Processes.Sum(static process => process.RssKilobytes * 1024));
        Queues("sidekiq.queue.size", "{job}", "Jobs that wait in a queue.", static queue => queue.Size);
        Queues("sidekiq.queue.latency", "s", "How long the oldest job of a queue has waited.", static queue => queue.Latency?.TotalSeconds ?? 0);
        Queues("sidekiq.queue.paused", "1", "Whether a queue is paused.", static queue => queue.IsPaused ? 1 : 0);
        _meter.CreateObservableGauge("sidekiq.set.size", SetSizes, "{job}", "Jobs of the scheduled, the retry and the dead set.");
        _meter.CreateObservableGauge("sidekiq.snapshot.memory", () => OwnMemory.Select(static silo => new Measurement<long>(silo.UsedBytes)), "By", "Memory of snapshots.");
        _meter.CreateObservableGauge("sidekiq.snapshot.budget", () => OwnMemory.Select(static silo => new Measurement<long>(silo.BudgetBytes)), "By", "Memory that snapshots may take.");
        _meter.CreateObservableGauge("sidekiq.snapshot.age", Ages, "s", "How long ago a snapshot was captured.");
        _meter.CreateObservableCounter("sidekiq.snapshot.refreshes", Refreshes, "{refresh}", "Refreshes of snapshots.");
        _meter.CreateObservableCounter("sidekiq.snapshot.refresh.time", RefreshTimes, "s", "Time that refreshes of snapshots took.");
    }

    private IEnumerable<SiloMemory> OwnMemory => _memory.Where(silo => silo.Silo == _silo);

    /// <summary>Tells what was read last.</summary>
    public void Show(IReadOnlyList<ShardReading> shards, IReadOnlyList<SiloMemory> memory) => (_shards, _memory) = (shards, memory);

    /// <summary>Counts what was run.</summary>
    public void Count(Verb verb, ExitCode result)
    {
        var (counter, kind) = verb.Role > VerbRole.Viewer ? (_acts, "act") : (_reads, "read");
        counter.Add(1, new(kind, verb.GetType().Name), new("result", result.ToString()));
    }

    public void Dispose() => _meter.Dispose();

    private void Shards(string name, string unit, string description, Func<ShardReading, long> valueOf) => _meter.CreateObservableGauge(
        name, () => _shards.Select(shard => new Measurement<long>(valueOf(shard), ShardTag(shard.Shard))), unit, description);

    private void Counter(string name, string description, Func<StatsSnapshot, long> valueOf) => _meter.CreateObservableCounter(
        name,
        () => _shards.Where(static shard => shard.Stats is not null).Select(shard => new Measurement<long>(valueOf(shard.Stats!), ShardTag(shard.Shard))),
        "{job}",
        description);

    private void Queues(string name, string unit, string description, Func<QueueSummary, double> valueOf) => _meter.CreateObservableGauge(
        name,
        () => _shards.SelectMany(shard => shard.Queues.Select(queue =>
            new Measurement<double>(valueOf(queue), ShardTag(shard.Shard), new("queue", queue.Name)))),
        unit,
        description);

    private IEnumerable<Measurement<long>> SetSizes() => _shards.Where(static shard => shard.Stats is not null).SelectMany(static shard => new[]
    {
        new Measurement<long>(shard.Stats!.Scheduled, ShardTag(shard.Shard), new("set", "scheduled")),
        new Measurement<long>(shard.Stats.Retries, ShardTag(shard.Shard), new("set", "retry")),
        new Measurement<long>(shard.Stats.Dead, ShardTag(shard.Shard), new("set", "dead")),
    });

    private IEnumerable<Measurement<double>> Ages() => OwnMemory.SelectMany(static silo => silo.Snapshots)
        .Where(static snapshot => snapshot.CapturedAt is not null)
        .Select(snapshot => new Measurement<double>(
            (_clock.GetUtcNow() - snapshot.CapturedAt!.Value).TotalSeconds, ShardTag(snapshot.Shard), new("source", snapshot.Source.ToString())));

    private IEnumerable<Measurement<long>> Refreshes() => OwnMemory.SelectMany(static silo => silo.Snapshots)
        .Select(static snapshot => new Measurement<long>(snapshot.Refreshes, ShardTag(snapshot.Shard), new("source", snapshot.Source.ToString())));

    private IEnumerable<Measurement<double>> RefreshTimes() => OwnMemory.SelectMany(static silo => silo.Snapshots)
        .Select(static snapshot => new Measurement<double>(
            snapshot.RefreshTime.TotalSeconds, ShardTag(snapshot.Shard), new("source", snapshot.Source.ToString())));

    private static KeyValuePair<string, object?> ShardTag(string shard) => new("shard", shard);
}
