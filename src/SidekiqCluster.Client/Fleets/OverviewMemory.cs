using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>
/// What was seen last of each shard's overview, so that silos send only what is new, and what was made of all of them, so that it is made
/// anew only when something is. How old an answer may be is the silos' business: they are asked each time. Good for any thread.
/// </summary>
internal sealed class OverviewMemory
{
    private volatile Seen _seen = Seen.Nothing;

    /// <summary>Asks the silos.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered in time, or no shard is meant.</exception>
    public async Task<FleetOverview> AskAsync(FleetCalls calls, CancellationToken cancellationToken)
    {
        // What is left out of the answer is in this, whatever others put into the memory meanwhile.
        var seen = _seen;
        var parts = await calls.AskAsync(
            (fleet, scope, token) => fleet.GetOverviewsAsync(scope, seen.Versions, token), cancellationToken).ConfigureAwait(false);
        if (seen.IsAnswerTo(parts))
        {
            return seen.Overview!;
        }

        var next = seen.With(parts);
        _seen = next;
        return next.Overview!;
    }

    private sealed class Seen
    {
        public static readonly Seen Nothing = new();

        private Dictionary<string, OverviewVersion> Shards { get; init; } = [];

        private IReadOnlyList<ShardPart<OverviewVersion>> Parts { get; init; } = [];

        public IReadOnlyList<long> Versions { get; private init; } = [];

        public FleetOverview? Overview { get; private init; }

        /// <summary>Whether these parts would make the same overview again.</summary>
        public bool IsAnswerTo(IReadOnlyList<ShardPart<OverviewVersion>> parts) =>
            Overview is not null
            && Parts.Count == parts.Count
            && Parts.Zip(parts).All(static both =>
                both.First.Outcome == both.Second.Outcome && both.First.Value?.Version == both.Second.Value?.Version);

        /// <summary>The same with what is new in these parts, and the overview that they make.</summary>
        public Seen With(IReadOnlyList<ShardPart<OverviewVersion>> parts)
        {
            var shards = new Dictionary<string, OverviewVersion>(Shards, StringComparer.Ordinal);
            foreach (var part in parts.Where(static part => part.Value?.Overview is not null))
            {
                shards[part.Shard] = part.Value!;
            }

            return new Seen
            {
                Shards = shards,
                Versions = [.. shards.Values.Select(static shard => shard.Version)],
                Parts = parts,
                Overview = OverviewMerge.Of([.. parts.Select(part => new ShardPart<ShardOverview>
                {
                    Outcome = part.Outcome,
                    Value = part.Outcome.HasAnswer ? shards[part.Shard].Overview : null,
                })]),
            };
        }
    }
}
