using System.Globalization;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The deploys that somebody marked (Sidekiq 6.5.2 and newer). Sidekiq keeps them for 90 days.</summary>
public sealed class DeployMarks
{
    private readonly ShardConnection _connection;

    internal DeployMarks(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads the marks of one UTC day, newest first. A mark whose time cannot be read has no place in that order and is
    /// left out. One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        GetMarksAsync([day], cancellationToken);

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
