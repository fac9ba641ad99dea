using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Pushes;

/// <summary>An Active Job that we push among the processes of a version is what its Rails has pushed.</summary>
public sealed class ActiveJobPushTests(RedisFixture redis)
{
    private const string NoSymbols = ",\"_aj_symbol_keys\":[]";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sidekiq-6.4.1", "^\"....-..-..T..:..:..Z\"$")]
    [InlineData("sidekiq-8.1.7", "^\"....-..-..T..:..:..\\.[0-9]{9}Z\"$")]
    public async Task Push_ArgumentsOfAnActiveJob_LeavesWhatRailsLeft(string version, string time)
    {
        var fixture = Fixture.Load(version);
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = new FakeTimeProvider(fixture.Now) });
        var theirs = await shard.ReadJobsAsync(JobSources.Parse("queue:reports", "queue:exports", "scheduled"), cancellationToken: Cancel)
            .Where(job => job["wrapped"]?.GetString() == "ReportJob")
            .ToListAsync(Cancel);

        foreach (var job in theirs)
        {
            var wrapped = Assert.Single(job.Args!.Value.EnumerateArray());
            var arguments = JsonElement.Parse(wrapped.GetProperty("arguments").GetRawText().Replace(NoSymbols, "", StringComparison.Ordinal));
            var jid = await shard.Client.PushAsync(
                new ReportJob([.. arguments.EnumerateArray()]),
                new PushOptions { Queue = job.Queue, Locale = "en", At = (job as SortedEntry)?.At },
                Cancel);

            var ours = Assert.Single(await shard.FindJobsAsync([jid], Cancel));
            Assert.Equal(job.Source, ours.Source);
            Assert.Equal(Fields(job.RawText!, "jid", "created_at", "enqueued_at", "args"), Fields(ours.RawText!, "jid", "created_at", "enqueued_at", "args"));
            var own = Assert.Single(ours.Args!.Value.EnumerateArray());
            Assert.Equal(
                Fields(wrapped.GetRawText(), "job_id", "enqueued_at", "scheduled_at"), Fields(own.GetRawText(), "job_id", "enqueued_at", "scheduled_at"));
            Assert.Matches(time, own.GetProperty("enqueued_at").GetRawText());
            Assert.True(Guid.TryParseExact(own.GetProperty("job_id").GetString(), "D", out _));
            Assert.Equal(wrapped.TryGetProperty("scheduled_at", out var at), own.TryGetProperty("scheduled_at", out var ownAt));
            Assert.Equal(at.ValueKind, ownAt.ValueKind);
        }

        Assert.Equal(4, theirs.Count);
    }

    /// <summary>The fields as they are spelled, without those that cannot be the same.</summary>
    private static IEnumerable<(string Name, string Json)> Fields(string json, params string[] without) =>
        JsonElement.Parse(json).EnumerateObject()
            .Where(field => !without.Contains(field.Name))
            .Select(field => (field.Name, field.Value.GetRawText()))
            .OrderBy(field => field.Name, StringComparer.Ordinal);
}
