using SidekiqCluster.Clients;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Grains;

// Every act has a name that the caller gives: repeated with it within ten minutes, on another silo too, it is done once
// and answers the same.
public partial interface IShardGrain
{
    /// <summary>Sets all-time counters to zero.</summary>
    [Alias("ResetStats")]
    Task ResetStatsAsync(Guid act, StatCounters counters);

    /// <summary>Tells all living processes something at their next heartbeats.</summary>
    [Alias("SignalAll")]
    Task<IReadOnlyList<ProcessSignal>> SignalAllAsync(Guid act, ProcessCommand command);

    /// <summary>Removes the traces of dead processes; answers of how many.</summary>
    [Alias("PruneProcesses")]
    Task<long> PruneProcessesAsync(Guid act);

    /// <summary>Asks an iterable job to end; answers when that was asked first.</summary>
    [Alias("CancelIteration")]
    Task<DateTimeOffset> CancelIterationAsync(Guid act, string jid);

    /// <summary>Marks a deploy.</summary>
    [Alias("MarkDeploy")]
    Task<DeployMarkOutcome> MarkDeployAsync(Guid act, string label, DateTimeOffset? at);

    /// <summary>
    /// Puts deleted jobs back: tells after each chunk, and at the end, what has become of the jobs. The next chunk is sent when
    /// the next of these is asked for. All jobs of a queue belong into one call. A null says that the silo lives.
    /// </summary>
    [Alias("Restore")]
    IAsyncEnumerable<OperationResult?> RestoreAsync(
        Guid act,
        IReadOnlyList<SavedJob> jobs,
        bool isDryRun,
        long? limit,
        double? jobsPerSecond,
        CancellationToken cancellationToken = default);

    /// <summary>Pushes one job; answers its id.</summary>
    [Alias("Push")]
    Task<string> PushAsync(Guid act, JobRequest request);

    /// <summary>Pushes jobs, in their order; tells of each slice whether it is stored.</summary>
    [Alias("PushBulk")]
    Task<BulkPushResult> PushBulkAsync(Guid act, IReadOnlyList<JobRequest> requests, PushPart part);

    /// <summary>Pushes jobs of one class, in their order; tells of each slice whether it is stored.</summary>
    [Alias("PushBulkOfClass")]
    Task<BulkPushResult> PushBulkAsync(Guid act, BulkJobRequest request, PushPart part);

    /// <summary>Pushes a job of a class known by its schema; answers its id.</summary>
    [Alias("PushTyped")]
    Task<string> PushTypedAsync(Guid act, JobSchema schema, JsonArguments args, PushOptions options);

    /// <summary>Pushes jobs of a class known by its schema, in their order; tells of each slice whether it is stored.</summary>
    [Alias("PushBulkTyped")]
    Task<BulkPushResult> PushBulkTypedAsync(
        Guid act, JobSchema schema, IReadOnlyList<PushArguments> jobs, PushOptions options, PushPart part);

    /// <summary>
    /// Runs an operation step by step: each step tells the chunk that is sent when the next one is asked for. Whoever loses
    /// the stream goes on with <see cref="ResumeOperationAsync"/> from the last step's state. A null says that the silo lives.
    /// </summary>
    [Alias("StartOperation")]
    IAsyncEnumerable<OperationStep?> StartOperationAsync(
        Guid act, OperationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Settles the chunk that was in flight by its receipt, and goes on. A null says that the silo lives.</summary>
    [Alias("ResumeOperation")]
    IAsyncEnumerable<OperationStep?> ResumeOperationAsync(
        OperationRequest request, OperationState state, CancellationToken cancellationToken = default);

    /// <summary>Settles the chunk that was in flight by its receipt, and ends the operation there.</summary>
    [Alias("EndOperation")]
    Task<OperationStep> EndOperationAsync(OperationRequest request, OperationState state);
}
