namespace SidekiqCluster.Grains.Fleets.Merging;

/// <summary>The queues of several shards, those of one name taken as one.</summary>
internal static class QueueSizes
{
    /// <summary>The names, ordinally sorted.</summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<IReadOnlyList<string>> shards) =>
        [.. shards.SelectMany(static names => names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The sizes summed, the longest first, equal ones by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> SumOf(
        IReadOnlyList<IReadOnlyList<KeyValuePair<string, long>>> shards)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, size) in shards.SelectMany(static queues => queues))
        {
            sizes[name] = sizes.GetValueOrDefault(name) + size;
        }

        return [.. sizes.OrderByDescending(static queue => queue.Value).ThenBy(static queue => queue.Key, StringComparer.Ordinal)];
    }
}
