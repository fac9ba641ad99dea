using System.Globalization;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The marks, a hash per day.</summary>
internal sealed class DeployMarks : IDeployMarks
{
    private static readonly TimeSpan MarkLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan LockLifetime = TimeSpan.FromSeconds(60);

    private readonly ShardConnection _connection;

    internal DeployMarks(ShardConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        GetMarksAsync([day], cancellationToken);

    /// <inheritdoc/>
    public async Task<DeployMarkOutcome> MarkAsync(
        string label, DateTimeOffset? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        var time = (at ?? _connection.Clock.GetUtcNow()).UtcDateTime;
        var reply = await new ReceiptRunner(_connection).RunAsync(
            "Deploys/mark",
            [_connection.Keys.Marks(DateOnly.FromDateTime(time)), _connection.Keys.DeployLock(label)],
            [
                time.ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture),
                label,
                (long)MarkLifetime.TotalSeconds,
                (long)LockLifetime.TotalSeconds,
            ],
            cancellationToken).ConfigureAwait(false);
        return reply switch
        {
            "marked" => DeployMarkOutcome.Marked,
            "taken" => DeployMarkOutcome.MinuteTaken,
            _ => DeployMarkOutcome.AlreadyMarked,
        };
    }

    internal async Task<IReadOnlyList<DeployMark>> GetMarksAsync(
        IReadOnlyCollection<DateOnly> days, CancellationToken cancellationToken)
    {
        var hashes = await _connection.ReadEachAsync(
            [.. days.Select(_connection.Keys.Marks)],
            (database, flags, key) => database.HashGetAllAsync(key, flags),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. hashes.SelectMany(hash => hash)
                .Select(ReadMark)
                .OfType<DeployMark>()
                .OrderByDescending(mark => mark.At)
                .ThenBy(mark => mark.Label, StringComparer.Ordinal),
        ];
    }

    private static DeployMark? ReadMark(HashEntry entry) =>
        DateTimeOffset.TryParse(
            (string?)entry.Name,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at)
            ? new DeployMark(at, (string?)entry.Value ?? string.Empty)
            : null;
}
