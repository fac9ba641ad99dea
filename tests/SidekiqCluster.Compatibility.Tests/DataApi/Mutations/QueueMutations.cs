using System.Globalization;
using System.Numerics;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>What is done to queues.</summary>
internal static class QueueMutations
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<MutationAct> All { get; } =
    [
        new("queue: delete the jobs of a class", async shard => await DeleteEachAsync(
            shard.Queue("default"), await JobsAsync(shard, "default").Where(job => job.Class == "Billing::EncryptedJob").ToListAsync(Cancel))),
        new("queue: delete while enumerating", shard => CountAndDeleteAsync(shard, job =>
            job.Args is { } args && args.GetArrayLength() > 0 && args[0].ValueKind == JsonValueKind.Number
            && BigInteger.TryParse(args[0].GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number % 3 == 0)),
        new("queue: delete everything while enumerating", shard => CountAndDeleteAsync(shard, _ => true)),
        new("queue: delete one of equal jobs", shard => DeleteFirstAsync(shard, "twins", _ => true)),
        new("queue: delete a job that is gone", async shard =>
        {
            var job = await JobsAsync(shard, "foreign").FirstAsync(Cancel);
            await shard.Queue("foreign").DeleteAsync(job, Cancel);
            return await shard.Queue("foreign").DeleteAsync(job, Cancel);
        }),
        new("queue: delete an unreadable job", shard =>
            DeleteFirstAsync(shard, "weird", job => job.Raw.Span.StartsWith("not"u8))),
        new("queue: clear", async shard => await shard.Queue("default").ClearAsync(Cancel)),
        new("queue: clear unknown", async shard => await shard.Queue("never-used").ClearAsync(Cancel)),
    ];

    private static IAsyncEnumerable<JobRecord> JobsAsync(ISidekiqShard shard, string queue) =>
        shard.Queue(queue).ReadAsync(cancellationToken: Cancel);

    private static async Task<object?> DeleteEachAsync(IJobQueue queue, List<JobRecord> jobs)
    {
        var answers = new List<object?>();
        foreach (var job in jobs)
        {
            answers.Add(await queue.DeleteAsync(job, Cancel));
        }

        return Shape.List(answers);
    }

    private static async Task<object?> CountAndDeleteAsync(ISidekiqShard shard, Predicate<JobRecord> isDeleted)
    {
        var count = 0L;
        await foreach (var job in JobsAsync(shard, "default"))
        {
            count++;
            if (isDeleted(job))
            {
                await shard.Queue("default").DeleteAsync(job, Cancel);
            }
        }

        return count;
    }

    private static async Task<object?> DeleteFirstAsync(ISidekiqShard shard, string queue, Func<JobRecord, bool> isIt) =>
        await shard.Queue(queue).DeleteAsync(await JobsAsync(shard, queue).FirstAsync(isIt, Cancel), Cancel);
}
