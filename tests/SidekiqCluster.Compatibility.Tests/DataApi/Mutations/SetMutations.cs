using SidekiqCluster.Compatibility.Tests.DataApi.Answers;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>What is done to the scheduled, the retry and the dead set.</summary>
internal static class SetMutations
{
    private static readonly DateTimeOffset FarTime = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<MutationAct> All { get; } =
    [
        new("set: clear retry", async shard => await shard.RetrySet.ClearAsync(Cancel)),
        new("set: clear scheduled, empty", async shard => await shard.ScheduledSet.ClearAsync(Cancel)),
        new("retry: delete the entries of a class", async shard =>
        {
            var answers = new List<object?>();
            foreach (var entry in await EntriesAsync(shard.RetrySet).Where(entry => entry.Class == "Billing::RefundJob").ToListAsync(Cancel))
            {
                answers.Add(await shard.RetrySet.DeleteAsync(entry, Cancel));
            }

            return Shape.List(answers);
        }),
        new("retry: delete while enumerating", shard => CountAndDeleteAsync(shard, count => count % 2 == 1)),
        new("retry: delete everything while enumerating", shard => CountAndDeleteAsync(shard, _ => true)),
        new("retry: delete by score and jid", async shard =>
        {
            var entry = await EntriesAsync(shard.RetrySet).ElementAtAsync(2, Cancel);
            return await shard.RetrySet.DeleteAsync(entry.Score, entry.Jid!, Cancel);
        }),
        new("retry: delete by score and wrong jid", async shard =>
            await shard.RetrySet.DeleteAsync((await EntriesAsync(shard.RetrySet).ElementAtAsync(2, Cancel)).Score, "nope", Cancel)),
        new("retry: delete_by_jid among equal scores", async shard =>
        {
            var entry = await EntriesAsync(shard.RetrySet).LastAsync(IsSame, Cancel);
            return await shard.RetrySet.DeleteAsync(entry.Score, entry.Jid!, Cancel);
        }),
        new("retry: retry one", async shard => Done(await shard.RetrySet.RetryAsync(
            await EntriesAsync(shard.RetrySet).FirstAsync(entry => entry.Class == "Billing::ChargeJob", Cancel), Cancel))),
        new("retry: retry one of two equal scores", async shard => Done(await shard.RetrySet.RetryAsync(
            await EntriesAsync(shard.RetrySet).LastAsync(IsSame, Cancel), Cancel))),
        new("retry: retry an entry that is gone", async shard =>
        {
            var entry = await FirstAsync(shard.RetrySet);
            await shard.RetrySet.DeleteAsync(entry, Cancel);
            return Done(await shard.RetrySet.RetryAsync(entry, Cancel));
        }),
        new("retry: kill one", async shard => Done(await shard.RetrySet.KillAsync(await FirstAsync(shard.RetrySet), Cancel))),
        new("retry: kill one of two equal scores", async shard => Done(await shard.RetrySet.KillAsync(
            await EntriesAsync(shard.RetrySet).FirstAsync(IsSame, Cancel), Cancel))),
        new("retry: add_to_queue", async shard => Done(await shard.RetrySet.AddToQueueAsync(await FirstAsync(shard.RetrySet), Cancel))),
        new("retry: reschedule", async shard =>
            await RescheduleAsync(shard.RetrySet, await FirstAsync(shard.RetrySet), FarTime.AddSeconds(0.5))),
        new("retry: reschedule an entry with other spacing in its JSON", async shard => await RescheduleAsync(
            shard.RetrySet, await EntriesAsync(shard.RetrySet).FirstAsync(entry => entry.Class == "Spaced", Cancel), FarTime)),
        new("retry: retry_all", async shard => Done(await shard.RetrySet.RetryAllAsync(cancellationToken: Cancel))),
        new("retry: retry_all with an unreadable entry", async shard => Done(await shard.RetrySet.RetryAllAsync(cancellationToken: Cancel))),
        new("retry: kill_all", async shard => Done(await shard.RetrySet.KillAllAsync(cancellationToken: Cancel))),
        new("retry: kill_all without telling handlers", async shard => Done(await shard.RetrySet.KillAllAsync(cancellationToken: Cancel))),
        new("scheduled: add_to_queue", async shard => Done(await shard.ScheduledSet.AddToQueueAsync(
            await EntriesAsync(shard.ScheduledSet).ElementAtAsync(5, Cancel), Cancel))),
        new("scheduled: add_to_queue one of equal scores", async shard => Done(await shard.ScheduledSet.AddToQueueAsync(
            await EntriesAsync(shard.ScheduledSet).FirstAsync(entry => FirstArgumentIs(entry, "same-score"), Cancel), Cancel))),
        new("scheduled: delete", async shard => await shard.ScheduledSet.DeleteAsync(await FirstAsync(shard.ScheduledSet), Cancel)),
        new("scheduled: reschedule earlier", async shard => await RescheduleAsync(
            shard.ScheduledSet, await FirstAsync(shard.ScheduledSet), shard.TimeProvider.GetUtcNow().AddSeconds(60))),
        new("scheduled: schedule", async shard => await shard.ScheduledSet.ScheduleAsync(
            FarTime.AddSeconds(0.25), """{"class":"Catalog::IndexJob","args":[1,"ü"],"jid":"jjjjjjjjjjjjjjjjjjjjjjjj"}"""u8.ToArray(), Cancel)),
        new("scheduled: retry_all", async shard => Done(await shard.ScheduledSet.RetryAllAsync(cancellationToken: Cancel))),
        new("dead: retry one", async shard => Done(await shard.DeadSet.RetryAsync(await FirstAsync(shard.DeadSet), Cancel))),
        new("dead: add_to_queue", async shard => Done(await shard.DeadSet.AddToQueueAsync(
            await EntriesAsync(shard.DeadSet).FirstAsync(entry => entry.Jid is not null, Cancel), Cancel))),
        new("dead: retry_all", async shard => Done(await shard.DeadSet.RetryAllAsync(cancellationToken: Cancel))),
        new("dead: kill", KillAsync),
        new("dead: kill without telling handlers", KillAsync),
        new("dead: kill an unreadable job", async shard => await shard.DeadSet.AddAsync("{\"class\""u8.ToArray(), Cancel)),
        new("dead: kill trims old entries", KillAsync),
    ];

    private static IAsyncEnumerable<SortedEntry> EntriesAsync(IJobSet set) => set.ReadAsync(cancellationToken: Cancel);

    private static async Task<SortedEntry> FirstAsync(IJobSet set) => await EntriesAsync(set).FirstAsync(Cancel);

    private static bool IsSame(SortedEntry entry) => FirstArgumentIs(entry, "same");

    private static bool FirstArgumentIs(SortedEntry entry, string text) =>
        entry.Args is { } args && args.GetArrayLength() > 0
        && args[0].ValueKind == System.Text.Json.JsonValueKind.String && args[0].ValueEquals(text);

    private static long Done(OperationResult result) => result.Done;

    private static async Task<object?> KillAsync(ISidekiqShard shard) =>
        await shard.DeadSet.AddAsync("""{"class":"X","args":[],"jid":"1"}"""u8.ToArray(), Cancel);

    /// <summary>The score that the entry has afterwards.</summary>
    private static async Task<object?> RescheduleAsync(IJobSet set, SortedEntry entry, DateTimeOffset at)
    {
        await set.RescheduleAsync(entry, at, Cancel);
        return (await set.GetEntryAsync(entry.Id, Cancel))?.Score;
    }

    private static async Task<object?> CountAndDeleteAsync(ISidekiqShard shard, Predicate<long> isDeleted)
    {
        var count = 0L;
        await foreach (var entry in EntriesAsync(shard.RetrySet))
        {
            count++;
            if (isDeleted(count))
            {
                await shard.RetrySet.DeleteAsync(entry, Cancel);
            }
        }

        return count;
    }
}
