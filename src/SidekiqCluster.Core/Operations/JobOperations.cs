using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>Acts by scripts, in chunks.</summary>
internal sealed class JobOperations : RequestedOperations
{
    private readonly ShardConnection _connection;

    internal JobOperations(ShardConnection connection, ShardTimestamps? timestamps = null)
        : this(connection, ActScript.Text, timestamps)
    {
    }

    internal JobOperations(ShardConnection connection, string script, ShardTimestamps? timestamps = null)
    {
        _connection = connection;
        Timestamps = timestamps ?? new ShardTimestamps(new ProcessSet(connection), connection.Clock, connection.TimestampUnit);
        Steps = new OperationSteps(connection, new ActRunner(connection, new ActScript(connection, script)), Timestamps);
    }

    /// <summary>How the shard's processes write times.</summary>
    internal ShardTimestamps Timestamps { get; }

    /// <summary>The same operations for callers that drive them and go on when the driver is lost.</summary>
    internal OperationSteps Steps { get; }

    /// <inheritdoc/>
    public override Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return new RestoreRunner(_connection).RunAsync(jobs, options ?? OperationOptions.Default, cancellationToken);
    }

    protected override async Task<OperationResult> RunAsync(
        OperationRequest request, OperationOptions? options, CancellationToken cancellationToken)
    {
        request.Check(request.Operation == JobOperation.Reschedule
            ? await new ReceiptRunner(_connection).NotePresentAsync(cancellationToken).ConfigureAwait(false)
            : _connection.Clock.GetUtcNow());
        if (_connection.Acts.IsAct && request is { Jobs.Records: null, IsDryRun: false })
        {
            throw new InvalidOperationException(
                "A repetition of this act would choose other jobs; give the records, or run the operation by its steps.");
        }

        using var call = _connection.Acts.Begin();
        return await new OperationDriver(options ?? OperationOptions.Default, _connection.Shard)
            .RunAsync(Steps.StartAsync(call.Id, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
