using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>
/// Compares what is in Redis with what is there by the workers' ledger: the difference is what the act did. It must be
/// what the act reports, and it must be about its jobs alone.
/// </summary>
internal sealed class BusyShardJudge(IDatabase redis, ShardTraffic traffic, BusyAct act)
{
    private static readonly string[] Lists = ["queue:default", "queue:critical", "queue:low"];
    private static readonly string[] Sets = ["schedule", "retry", "dead"];

    private readonly Dictionary<(string Key, string Payload), long> _found = [];

    /// <summary>What is wrong; null when nothing is.</summary>
    public async Task<string?> FindViolationAsync(OperationResult result)
    {
        var disorder = await CountListsAsync();
        var (misscored, rescheduled) = await CountSetsAsync();
        var ledger = traffic.Ledger.Counts;
        var changes = _found.Keys.Union(ledger.Keys)
            .Select(at => (at.Key, at.Payload, By: _found.GetValueOrDefault(at) - ledger.GetValueOrDefault(at)))
            .Where(change => change.By != 0)
            .ToList();
        var (taken, put) = (-changes.Where(IsTaken).Sum(change => change.By), changes.Where(IsPut).Sum(change => change.By));
        var moved = act.SourceKeys.Length > 0 ? result.Done : 0;

        // Jobs with equal bytes become one when they meet in a set.
        var isMerging = act.Operation is JobOperation.Kill or JobOperation.Reschedule && !traffic.AreUnique;
        return changes.FirstOrDefault(change => !IsTaken(change) && !IsPut(change)) is { Key: not null } foreign ? $"{foreign} is not of this act"
            : taken != moved ? $"{taken} were taken, {result.Done} told"
            : Differs(put, act.DestinationKeys.Length > 0 ? result.Done : 0) ? $"{put} were put, {result.Done} told"
            : Differs(rescheduled, act.Operation == JobOperation.Reschedule ? result.Done : 0) ? $"{rescheduled} have the new time, {result.Done} told"
            : result.Done + result.Gone != result.Matched ? "not every job is done or gone"
            : disorder ?? misscored;

        bool Differs(long found, long told) => isMerging ? found > told : found != told;
    }

    private static bool IsTarget(string payload) => payload.StartsWith(ShardTraffic.TargetPayload, StringComparison.Ordinal);

    private bool IsTaken((string Key, string Payload, long By) change) =>
        change.By < 0 && IsTarget(change.Payload) && act.SourceKeys.Contains(change.Key);

    private bool IsPut((string Key, string Payload, long By) change) =>
        change.By > 0 && IsTarget(change.Payload) && act.DestinationKeys.Contains(change.Key);

    /// <summary>Finds a queue in which those that nobody ever took stand in another order than they were pushed.</summary>
    private async Task<string?> CountListsAsync()
    {
        string? disorder = null;
        foreach (var key in Lists)
        {
            var payloads = (await redis.ListRangeAsync(key)).Select(value => (string)value!).ToList();
            foreach (var payload in payloads)
            {
                _found[(key, payload)] = _found.GetValueOrDefault((key, payload)) + 1;
            }

            var untouched = payloads.Where(payload => traffic.PushNumberOf(payload) is not null).ToList();
            if (traffic.AreUnique && !untouched.SequenceEqual(untouched.OrderByDescending(traffic.PushNumberOf)))
            {
                disorder = $"{key} is out of order: {string.Join('\n', untouched)}";
            }
        }

        return disorder;
    }

    private async Task<(string? Misscored, long Rescheduled)> CountSetsAsync()
    {
        string? misscored = null;
        var rescheduled = 0;
        foreach (var key in Sets)
        {
            foreach (var entry in await redis.SortedSetRangeByRankWithScoresAsync(key))
            {
                var payload = (string)entry.Element!;
                _found[(key, payload)] = 1;
                if (entry.Score == BusyAct.LaterTime.ToUnixTimeSeconds() && IsTarget(payload))
                {
                    rescheduled++;
                }
                else if (traffic.AreUnique && traffic.Ledger.ScoreOf(key, payload) is { } score && score != entry.Score)
                {
                    misscored = $"{payload} in {key} has the score {entry.Score}, not {score}";
                }
            }
        }

        return (misscored, rescheduled);
    }
}
