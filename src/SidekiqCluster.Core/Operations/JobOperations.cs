using SidekiqCluster.Operations;
using SidekiqCluster.Queries;
using SidekiqCluster.Queues;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>Acts by scripts, in chunks.</summary>
internal sealed class JobOperations : IJobOperations
{
    private readonly ShardConnection _connection;
    private readonly OperationRunner _runner;

    internal JobOperations(ShardConnection connection, ShardTimestamps? timestamps = null)
        : this(connection, ActScript.Text, timestamps)
    {
    }

    internal JobOperations(ShardConnection connection, string script, ShardTimestamps? timestamps = null)
    {
        _connection = connection;
        Timestamps = timestamps ?? new ShardTimestamps(new ProcessSet(connection), connection.Clock, connection.TimestampUnit);
        _runner = new OperationRunner(connection, new ActRunner(connection, new ActScript(connection, script)));
    }

    /// <summary>How the shard's processes write times.</summary>
    internal ShardTimestamps Timestamps { get; }

    /// <inheritdoc/>
    public Task<OperationResult> DeleteAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(jobs, new DeleteAct(), options, cancellationToken);

    /// <inheritdoc/>
    public async Task<OperationResult> RetryAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(
            jobs, new EnqueueAct(isRetry: true, await NowAsync(cancellationToken).ConfigureAwait(false)), options, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<OperationResult> RetryAsync(
        JobSelection jobs, TimeSpan spread, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNoSpread(spread, _connection.Clock.GetUtcNow());
        return spread == TimeSpan.Zero
            ? RetryAsync(jobs, options, cancellationToken)
            : RunAsync(jobs, new RetryLaterAct(_connection.Clock, spread, Random.Shared), options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> AddToQueueAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        await RunAsync(
            jobs, new EnqueueAct(isRetry: false, await NowAsync(cancellationToken).ConfigureAwait(false)), options, cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<OperationResult> KillAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(jobs, new KillAct(_connection.Clock), options, cancellationToken).ConfigureAwait(false);
        return await DeadSetLimits.WarnAsync(_connection, result, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> RescheduleAsync(
        JobSelection jobs,
        DateTimeOffset at,
        TimeSpan spread = default,
        OperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (at < await new ReceiptRunner(_connection).NotePresentAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "The time is in the past; add the jobs to their queues instead.");
        }

        ThrowIfNoSpread(spread, at);
        return await RunAsync(jobs, new RescheduleAct(at, spread, Random.Shared), options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OperationResult> MoveAsync(
        JobSelection jobs, string queue, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        QueueNames.ThrowIfForbidden(queue, nameof(queue));
        return await RunAsync(
            jobs, new MoveAct(queue, await NowAsync(cancellationToken).ConfigureAwait(false)), options, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return new RestoreRunner(_connection).RunAsync(jobs, options ?? OperationOptions.Default, cancellationToken);
    }

    /// <summary>Removes one job of this source; whether it was still there.</summary>
    internal async Task<bool> DeleteOneAsync(JobRecord job, JobSource source, CancellationToken cancellationToken)
    {
        CheckPlace(job, source);
        return WasDone(await DeleteAsync(JobSelection.Of(job), cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives one job of this source another time; whether it was still there.</summary>
    internal async Task<bool> RescheduleOneAsync(
        JobRecord job, JobSource source, DateTimeOffset at, CancellationToken cancellationToken)
    {
        CheckPlace(job, source);
        return WasDone(
            await RescheduleAsync(JobSelection.Of(job), at, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private static void ThrowIfNoSpread(TimeSpan spread, DateTimeOffset from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spread, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(spread, DateTimeOffset.MaxValue - from);
    }

    private void CheckPlace(JobRecord job, JobSource source)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Shard != _connection.Shard || job.Source != source)
        {
            throw new ArgumentException(
                $"The job is in {job.Source} of shard {job.Shard}, not in {source} of {_connection.Shard}.", nameof(job));
        }
    }

    private bool WasDone(OperationResult result) => result switch
    {
        { Done: > 0 } => true,
        { Gone: > 0 } => false,
        { Unknown: > 0 } => throw new OutcomeUnknownException(result.Reasons.Keys.Single(), _connection.Shard),
        _ => throw new SidekiqClusterException(result.Reasons.Keys.Single(), _connection.Shard),
    };

    private Task<byte[]> NowAsync(CancellationToken cancellationToken) => Timestamps.GetNowAsync(cancellationToken);

    private async Task<OperationResult> RunAsync(
        JobSelection jobs, JobAct act, OperationOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        options ??= OperationOptions.Default;
        if (_connection.Acts.IsAct && jobs.Records is null && !options.IsDryRun)
        {
            throw new InvalidOperationException(
                "A repetition of this act would choose other jobs; give the records, or run the operation by its steps.");
        }

        using var call = _connection.Acts.Begin();
        var records = jobs.Records?.ToAsyncEnumerable()
            ?? new ShardQueries(_connection).ReadCurrentAsync(jobs.Sources!, jobs.Filter, jobs.Order, cancellationToken);
        if (jobs.Screen is { } screen)
        {
            records = records.Where(record => !screen.LeavesOut(record));
            act = new ScreenedAct(act, screen);
        }

        return await _runner.RunAsync(call.Id, records, jobs.Sources, act, options, cancellationToken).ConfigureAwait(false);
    }
}
