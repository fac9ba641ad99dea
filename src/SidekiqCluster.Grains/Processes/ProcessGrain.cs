using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Processes;

/// <summary>One Sidekiq process.</summary>
[GrainType("sidekiq-process")]
internal sealed class ProcessGrain(ShardHosts hosts) : ShardBoundGrain(hosts), IProcessGrain
{
    private string Identity => field ??= ProcessKey.Parse(this.GetPrimaryKeyString()).Identity;

    public Task<GrainAnswer<SidekiqProcess?>> GetAsync(Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.Processes.GetAsync(Identity, token), cancellationToken);

    public Task<ProcessSignalOutcome> SignalAsync(Guid act, ProcessCommand command) =>
        ActAsync(act, shard => command switch
        {
            ProcessCommand.Quiet => shard.Processes.QuietAsync(Identity),
            ProcessCommand.Stop => shard.Processes.StopAsync(Identity),
            ProcessCommand.DumpThreads => shard.Processes.DumpThreadsAsync(Identity),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "There is no such command."),
        });
}
