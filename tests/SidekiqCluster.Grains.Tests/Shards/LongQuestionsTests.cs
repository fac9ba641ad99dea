using System.Diagnostics;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

/// <summary>
/// Questions about what fits into no snapshot, to a shard that is far away: they take longer than a shard may be silent, and are
/// answered, as the shard is not silent; when it is, they end in time.
/// </summary>
public sealed class LongQuestionsTests
{
    private const int Jobs = 12_000;
    private const int Classes = 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);
    private static readonly JobSources Sources = JobSources.Parse("queue:long", "retry");
    private static readonly JobFilter Some = JobFilter.Parse("class:Billing::Job3");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_TakeLongerThanTheTimeout_AreAnsweredAsTheServerIsNotSilent()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Needs redis-server.");
        await using var server = await StartAsync();
        await using var direct = await SidekiqShard.ConnectAsync(new ShardOptions { Name = "far", Connection = server.EndPoint }, Token);
        await using var proxy = new SlowProxy(server.Port);
        await using var silos = await TestFleet.StartAsync(silos: 2, snapshotBytes: 0);
        var shard = silos.Add(new ShardOptions { Name = "far", Connection = proxy.EndPoint }, default, Timeout);
        var fleet = silos.All(default, Timeout);
        var jid = JidOf(Jobs - 1);
        var expected = await AnswersAsync(direct, jid);
        var entry = (await direct.FindJobsAsync([jid], Token))[0].Id;
        Assert.Equal(Jobs * 2 / Classes, long.Parse(expected[0], null));
        await shard.GetStatsAsync(cancellationToken: Token);
        proxy.Delay = Delay;

        var asked = Stopwatch.GetTimestamp();
        var ofFleet = CountAsync(fleet);
        var answers = await Task.WhenAll(AnswersAsync(shard, jid), FleetAnswersAsync(fleet, jid));
        var found = await shard.FindEntryAsync(entry, Token);

        Assert.InRange(Stopwatch.GetElapsedTime(asked), 2 * Timeout, TimeSpan.MaxValue);
        Assert.Equal(expected, answers[0]);
        Assert.Equal(expected, answers[1]);
        Assert.True((await ofFleet).IsComplete);
        Assert.Equal(jid, found?.Jid);
        Assert.DoesNotContain(silos.Hosts("far").SelectMany(host => host.Snapshots!.Figures), figures => figures.Bytes > 0);
    }

    [Fact]
    public async Task Question_TheServerHangsInTheMiddle_IsMarkedInTimeAndAnsweredWhenItGoesOn()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Needs redis-server.");
        await using var server = await StartAsync();
        await using var proxy = new SlowProxy(server.Port);
        await using var silos = await TestFleet.StartAsync(silos: 1, snapshotBytes: 0);
        var shard = silos.Add(new ShardOptions { Name = "far", Connection = proxy.EndPoint }, default, Timeout);
        var fleet = silos.All(default, Timeout);
        await shard.GetStatsAsync(cancellationToken: Token);
        proxy.Delay = 3 * Delay;

        var inTheMiddle = proxy.RepliedAsync(1_500_000);
        var (ofFleet, ofShard) = (CountAsync(fleet), CountAsync(shard));
        await inTheMiddle;
        Assert.False(ofFleet.IsCompleted || ofShard.IsCompleted);
        await server.HangAsync(Token);
        var hung = Stopwatch.GetTimestamp();
        var marked = await ofFleet;
        var failure = await Assert.ThrowsAsync<ShardUnreachableException>(() => ofShard);

        Assert.InRange(Stopwatch.GetElapsedTime(hung), TimeSpan.Zero, 4 * Timeout);
        Assert.Equal(["far"], marked.Gaps.Select(gap => gap.Shard));
        Assert.Contains("did not answer", marked.Shards[0].Outcome.Error, StringComparison.Ordinal);
        Assert.Equal("far", failure.Shard);
        await server.WakeAsync(Token);
        proxy.Delay = TimeSpan.Zero;
        var patient = silos.Add(silos.Catalog.Shards["far"]);
        Assert.Equal(Jobs * 2 / Classes, (await CountAsync(patient)).Count);
    }

    [Fact]
    public async Task Question_TheCallerCancels_EndsAtOnce()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Needs redis-server.");
        await using var server = await StartAsync();
        await using var proxy = new SlowProxy(server.Port);
        await using var silos = await TestFleet.StartAsync(silos: 1, snapshotBytes: 0);
        var hour = TimeSpan.FromHours(1);
        var shard = silos.Add(new ShardOptions { Name = "far", Connection = proxy.EndPoint }, default, hour);
        await shard.GetStatsAsync(cancellationToken: Token);
        proxy.Delay = 3 * Delay;
        using var end = new CancellationTokenSource();

        var inTheMiddle = proxy.RepliedAsync(1_000_000);
        var ofShard = shard.CountJobsAsync(Sources, Some, null, end.Token);
        var ofFleet = silos.All(default, hour).CountJobsAsync(Sources, Some, null, end.Token);
        await inTheMiddle;
        await server.HangAsync(Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ofShard);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ofFleet);
        await server.WakeAsync(Token);
    }

    private static string JidOf(int number) => number.ToString("x24", null);

    private static string Payload(int number) =>
        $$"""{"class":"Billing::Job{{number % Classes}}","args":[{{number}}],"jid":"{{JidOf(number)}}","queue":"long"}""";

    private static async Task<RedisServer> StartAsync()
    {
        var server = await RedisServer.StartAsync([], Token);
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        var database = redis.GetDatabase();
        foreach (var numbers in Enumerable.Range(0, Jobs).Chunk(2000))
        {
            var payloads = Array.ConvertAll(numbers, static number => (RedisValue)Payload(number));
            await database.ListLeftPushAsync("queue:long", payloads);
            await database.SortedSetAddAsync("retry", [.. payloads.Zip(numbers, (payload, at) => new SortedSetEntry(payload, at))]);
        }

        await database.SetAddAsync("queues", "long");
        return server;
    }

    private static Task<JobCount> CountAsync(ISidekiqShard shard) => shard.CountJobsAsync(Sources, Some, cancellationToken: Token);

    private static Task<FleetAnswer<JobCount>> CountAsync(ISidekiqFleet fleet) =>
        fleet.CountJobsAsync(Sources, Some, cancellationToken: Token);

    private static async Task<string[]> AnswersAsync(ISidekiqShard shard, string jid)
    {
        var count = CountAsync(shard);
        var groups = shard.CountJobsAsync(Sources, by: JobField.Parse("class"), cancellationToken: Token);
        var found = shard.FindJobsAsync([jid], Token);
        var page = shard.GetJobsAsync(PageOf(jid), Token);
        return
        [
            $"{(await count).Count}",
            string.Join(' ', (await groups).Groups!.Select(group => $"{group.Key}={group.Count}")),
            string.Join(' ', (await found).Select(job => job.Jid)),
            string.Join(' ', (await page).Jobs.Select(job => $"{job.Source} {job.Jid}")),
        ];
    }

    private static async Task<string[]> FleetAnswersAsync(ISidekiqFleet fleet, string jid)
    {
        var count = CountAsync(fleet);
        var groups = fleet.CountJobsAsync(Sources, by: JobField.Parse("class"), cancellationToken: Token);
        var found = fleet.FindJobsAsync([jid], Token);
        var page = fleet.GetJobsAsync(PageOf(jid), Token);
        return
        [
            $"{(await count).Value.Count}",
            string.Join(' ', (await groups).Value.Groups!.Select(group => $"{group.Key}={group.Count}")),
            string.Join(' ', (await found).Value.Select(job => job.Jid)),
            string.Join(' ', (await page).Jobs.Select(job => $"{job.Source} {job.Jid}")),
        ];
    }

    /// <summary>A page for which all sources are searched.</summary>
    private static JobQuery PageOf(string jid) => new() { Sources = Sources, Filter = JobFilter.Parse($"jid:{jid}") };
}
