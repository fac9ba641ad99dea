using SidekiqCluster.Clients;
using SidekiqCluster.Grains.Jobs;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Grains.Shards;

internal sealed partial class ShardGrain
{
    public Task ResetStatsAsync(Guid act, StatCounters counters) =>
        ActAsync(act, async shard =>
        {
            await shard.Stats.ResetAsync(counters);
            return true;
        });

    public Task<IReadOnlyList<ProcessSignal>> SignalAllAsync(Guid act, ProcessCommand command) =>
        ActAsync(act, shard => command switch
        {
            ProcessCommand.Quiet => shard.Processes.QuietAllAsync(),
            ProcessCommand.Stop => shard.Processes.StopAllAsync(),
            ProcessCommand.DumpThreads => shard.Processes.DumpThreadsAllAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "There is no such command."),
        });

    public Task<long> PruneProcessesAsync(Guid act) => ActAsync(act, shard => shard.Processes.PruneAsync());

    public Task<DateTimeOffset> CancelIterationAsync(Guid act, string jid) =>
        ActAsync(act, shard => shard.Iterations.CancelAsync(jid));

    public Task<DeployMarkOutcome> MarkDeployAsync(Guid act, string label, DateTimeOffset? at) =>
        ActAsync(act, shard => shard.Deploys.MarkAsync(label, at));

    public IAsyncEnumerable<OperationResult?> RestoreAsync(
        Guid act, IReadOnlyList<SavedJob> jobs, bool isDryRun, long? limit, double? jobsPerSecond, CancellationToken cancellationToken)
    {
        var options = new OperationOptions { IsDryRun = isDryRun, Limit = limit, JobsPerSecond = jobsPerSecond };
        return StreamAsync(token => ShardOperations.RestoreAsync(Host, act, jobs, options, token), cancellationToken);
    }

    public Task<string> PushAsync(Guid act, JobRequest request) => ActAsync(act, shard => shard.Client.PushAsync(request));

    public Task<BulkPushResult> PushBulkAsync(Guid act, IReadOnlyList<JobRequest> requests, PushPart part) =>
        ActAsync(act, shard => shard.Client.PushBulkAsync(requests, OptionsOf(part)));

    public Task<BulkPushResult> PushBulkAsync(Guid act, BulkJobRequest request, PushPart part) =>
        ActAsync(act, shard => shard.Client.PushBulkAsync(request, OptionsOf(part)));

    public Task<string> PushTypedAsync(Guid act, JobSchema schema, JsonArguments args, PushOptions options) =>
        ActAsync(act, shard => Of(shard).PushAsync(schema, args, options, CancellationToken.None));

    public Task<BulkPushResult> PushBulkTypedAsync(
        Guid act, JobSchema schema, IReadOnlyList<PushArguments> jobs, PushOptions options, PushPart part) =>
        ActAsync(act, shard => Of(shard).PushBulkAsync(
            schema, jobs.ToAsyncEnumerable(), options, OptionsOf(part), CancellationToken.None));

    public IAsyncEnumerable<OperationStep?> StartOperationAsync(
        Guid act, OperationRequest request, CancellationToken cancellationToken) =>
        StreamAsync(token => ShardOperations.StartAsync(Host, act, request, token), cancellationToken);

    public IAsyncEnumerable<OperationStep?> ResumeOperationAsync(
        OperationRequest request, OperationState state, CancellationToken cancellationToken) =>
        StreamAsync(token => ShardOperations.ResumeAsync(Host, request, state, token), cancellationToken);

    public Task<OperationStep> EndOperationAsync(OperationRequest request, OperationState state) =>
        Task.Run(() => ShardOperations.EndAsync(Host, request, state)).ForWireAsync();

    private static BulkPushOptions OptionsOf(PushPart part) =>
        new() { First = part.First, BatchSize = part.BatchSize, KeepsJids = part.KeepsJids };

    private static SidekiqClient Of(SidekiqShard shard) => (SidekiqClient)shard.Client;
}
