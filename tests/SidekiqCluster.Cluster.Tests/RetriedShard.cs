using System.Text.RegularExpressions;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>A shard full of jobs to retry, which knows what must be true of them whatever happens.</summary>
internal sealed partial class RetriedShard(TestDatabase database, string name, int jobs)
{
    private const string Queue = "queue:default";

    public string Name => name;

    public string Connection => database.Url;

    /// <summary>Nothing but the jobs to retry.</summary>
    public async Task FillAsync()
    {
        await database.Redis.KeyDeleteAsync([Queue, "queues"]);
        await database.Redis.SortedSetAddAsync("retry", [.. Payloads().Select((job, number) => new SortedSetEntry(job, number))]);
    }

    /// <summary>Each job is in its queue now, once, its bytes as they were but for what a retry writes.</summary>
    public async Task AssertRetriedAsync()
    {
        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("retry"));
        var queued = await database.Redis.ListRangeAsync(Queue);
        Assert.Equal(
            Payloads().Select(Essence).Order(StringComparer.Ordinal),
            queued.Select(job => Essence((string)job!)).Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Payloads() => Enumerable.Range(0, jobs).Select(number =>
        $$"""{"class":"HardJob","args":[{{number}},"é"],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3,"failed_at":1795445000000,"x":1.50}""");

    private static string Essence(string payload) => WhatARetryWrites().Replace(payload, string.Empty);

    [GeneratedRegex(""","(enqueued_at|retry_count)":[0-9.]+""")]
    private static partial Regex WhatARetryWrites();
}
