using System.Globalization;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The deploys that somebody marked (Sidekiq 6.5.2 and newer). Sidekiq keeps them for 90 days.</summary>
public sealed class DeployMarks
{
    private static readonly TimeSpan MarkLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan LockLifetime = TimeSpan.FromSeconds(60);

    private readonly ShardConnection _connection;

    internal DeployMarks(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads the marks of one UTC day, newest first. A mark whose time cannot be read has no place in that order and is
    /// left out. One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        GetMarksAsync([day], cancellationToken);

    /// <summary>
    /// Marks a deploy in the minute of its time, UTC. Many may mark the same deploy: within a minute of real time only the
    /// first of a label does. A minute has room for one mark. One round trip.
    /// </summary>
    /// <param name="label">What to show beside it, such as a commit.</param>
    /// <param name="at">When it was deployed; null for now.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <exception cref="ArgumentException">The label is null or empty.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; marking again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
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
