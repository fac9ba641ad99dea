using System.Net.WebSockets;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.Server.Security;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>What a verb asks, reads and saves while a server runs it, and how it ends when something comes between.</summary>
public sealed class RemoteVerbTests(FleetServer fleet, RedisFixture redis) : IClassFixture<FleetServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("y", true)]
    [InlineData("n", false)]
    public async Task Act_ThatAsks_IsAskedHere(string typed, bool isDone)
    {
        var (shard, database) = fleet.TakeShard();
        await using var plain = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        var terminal = fleet.Terminal with { Typed = typed };

        var direct = await fleet.RunDirectlyAsync(shard, plain, "queue clear low", terminal);
        var result = await fleet.RunAsync(shard, "queue clear low", terminal);

        Assert.Equal(direct, result);
        Assert.Equal(isDone ? ExitCode.Done : ExitCode.Refused, result.ExitCode);
        Assert.Contains($"in shard {shard}? [y/N]", result.Error, StringComparison.Ordinal);
        Assert.Equal(isDone, await database.Redis.ListLengthAsync("queue:low") == 0);
    }

    [Fact]
    public async Task Delete_WithSave_SavesHereAndRestorePutsBack()
    {
        var (shard, database) = fleet.TakeShard();
        var before = await StateAsync(database);
        var dead = await database.Redis.SortedSetLengthAsync("dead");

        var deleted = await fleet.RunAsync(shard, "job delete --in dead --all --yes --save gone.jsonl");
        var lines = await File.ReadAllLinesAsync(fleet.PathOf("gone.jsonl"), Token);
        var without = await database.Redis.SortedSetLengthAsync("dead");
        var restored = await fleet.RunAsync(shard, "job restore gone.jsonl");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (deleted.ExitCode, restored.ExitCode));
        Assert.Equal((0L, dead), (without, lines.LongLength));
        Assert.Contains("'sidekiq-cluster job restore gone.jsonl' puts them back", deleted.Error, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(database));
    }

    [Fact]
    public async Task Delete_WhatCannotBeSaved_DeletesNothing()
    {
        var (shard, database) = fleet.TakeShard();
        var before = await StateAsync(database);

        var result = await fleet.RunAsync(shard, "job delete --in dead --all --yes --save nowhere/gone.jsonl");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("'nowhere/gone.jsonl' cannot be written; choose another file for --save. Nothing was done.", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(database));
    }

    [Fact]
    public async Task Push_OfManyLines_ReadsThemHere()
    {
        var (shard, database) = fleet.TakeShard();
        var lines = Enumerable.Range(1, 2_500).Select(number => FormattableString.Invariant($"[{number}]")).ToArray();
        await File.WriteAllLinesAsync(fleet.PathOf("jobs.jsonl"), lines, Token);

        var ofFile = await fleet.RunAsync(shard, "push BulkJob --bulk jobs.jsonl --queue bulk");
        var ofInput = await fleet.RunAsync(shard, "push BulkJob --bulk - --queue bulk", fleet.Terminal with { Piped = string.Join('\n', lines) });
        var ofWrong = await fleet.RunAsync(shard, "push BulkJob --bulk - --queue bulk", fleet.Terminal with { Piped = "[1]\nno\n" });

        Assert.Equal((ExitCode.Done, ExitCode.Done), (ofFile.ExitCode, ofInput.ExitCode));
        Assert.Contains("2500  2500", ofFile.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, "sidekiq-cluster: line 2 of the input is no JSON.\n"), (ofWrong.ExitCode, ofWrong.Error));
        Assert.Equal(5_000, await database.Redis.ListLengthAsync("queue:bulk"));
    }

    [Fact]
    public async Task Act_Cancelled_TellsWhatWasDone()
    {
        var (shard, database) = fleet.TakeShard();
        for (var each = 0; each < 1_000; each++)
        {
            await database.Redis.ListLeftPushAsync("queue:slow", FormattableString.Invariant($$"""{"class":"Slow","args":[],"jid":"{{each:x24}}","queue":"slow"}"""), flags: StackExchange.Redis.CommandFlags.FireAndForget);
        }

        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = fleet.Terminal.RunAsync(
            ["--server", fleet.Url, "--shards", shard, "job", "delete", "--in", "queue:slow", "--all", "--yes", "--rate", "200/s"], cancelling.Token);
        await WaitUntilAsync(async () => await database.Redis.ListLengthAsync("queue:slow") is > 0 and < 1_000);
        await cancelling.CancelAsync();
        var result = await running;

        var done = 1_000 - await database.Redis.ListLengthAsync("queue:slow");
        Assert.Equal(ExitCode.Cancelled, result.ExitCode);
        Assert.Contains($"cancelled: delete was done for {done} jobs; run it again to go on.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfAViewer_ReadsAndDoesNotAct()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        var key = ApiKey.New();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], Keys(key));
        Task<TerminalResult> RunAsync(string? key, params string[] args) =>
            (fleet.Terminal with { Key = key }).RunAsync(["--server", server.Http.BaseAddress!.ToString(), .. args], Token);

        var read = await RunAsync(key, "queue", "list");
        var acted = await RunAsync(key, "queue", "clear", "low", "--yes");
        var nobody = await RunAsync(null, "queue", "list");
        var stranger = await RunAsync("sck_wrong", "queue", "list");

        Assert.Equal(ExitCode.Done, read.ExitCode);
        Assert.Equal(
            (ExitCode.Refused, "sidekiq-cluster: ann is a viewer, and this is for operators; ask for that role.\n"), (acted.ExitCode, acted.Error));
        Assert.Contains("Say who you are", nobody.Error, StringComparison.Ordinal);
        Assert.Contains("The key or token is not known here", stranger.Error, StringComparison.Ordinal);
        Assert.Contains("SIDEKIQ_CLUSTER_KEY", stranger.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Failed, ExitCode.Failed), (nobody.ExitCode, stranger.ExitCode));
    }

    [Theory]
    [InlineData(1_500, "'where' has 1500 terms; use at most 1000")]
    [InlineData(10_000, "characters; use at most 32768")]
    public async Task Filter_OverTheLimitsOfRequests_IsRefused(int terms, string words)
    {
        var where = string.Join(" or ", Enumerable.Range(0, terms).Select(static number => $"jid:{number}"));

        var result = await fleet.Terminal.RunAsync(["--server", fleet.Url, "job", "count", "--in", "all", "--where", where], Token);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnotherSite_RunsNoVerbs()
    {
        using var page = new ClientWebSocket();
        page.Options.CollectHttpResponseDetails = true;
        page.Options.SetRequestHeader("Origin", "http://evil.test");

        await Assert.ThrowsAsync<WebSocketException>(
            () => page.ConnectAsync(new UriBuilder(fleet.Url) { Scheme = "ws", Path = VerbHubContract.Path }.Uri, Token));

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, page.HttpStatusCode);
    }

    [Theory]
    [InlineData("00:01:00", (int)ExitCode.Done)]
    [InlineData("00:00:01", (int)ExitCode.Cancelled)]
    public async Task Server_ThatEnds_LetsTheVerbTellWhatWasDone(string drain, int expected)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], [($"{ServerOptions.SectionName}:{nameof(ServerOptions.Drain)}", drain)]);
        var url = server.Http.BaseAddress!.ToString();
        var dead = await database.Redis.SortedSetLengthAsync("dead");
        var running = fleet.Terminal.RunAsync(["--server", url, "job", "delete", "--in", "dead", "--all", "--yes", "--rate", "5/s"], Token);
        await WaitUntilAsync(async () => await database.Redis.SortedSetLengthAsync("dead") < dead);

        await server.App.StopAsync(Token);
        var result = await running;
        var after = await fleet.Terminal.RunAsync(["--server", url, "stats"], Token);

        var done = dead - await database.Redis.SortedSetLengthAsync("dead");
        Assert.Equal((ExitCode)expected, result.ExitCode);
        Assert.Matches($@"\b{done}\b", result.Output);
        Assert.Equal(expected == (int)ExitCode.Done, done == dead);
        Assert.Equal(ExitCode.Failed, after.ExitCode);
        Assert.Contains("no server answers at", after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatIsLost_IsToldOf()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        var dead = await database.Redis.SortedSetLengthAsync("dead");
        await using var way = new CutWay(server.Http.BaseAddress!.Port);
        var running = fleet.Terminal.RunAsync(["--server", way.Url, "job", "delete", "--in", "dead", "--all", "--yes", "--rate", "5/s"], Token);
        await WaitUntilAsync(async () => await database.Redis.SortedSetLengthAsync("dead") < dead);

        way.Cut();
        var result = await running;

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("went away in the middle; what it did until then stays done", result.Error, StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Keys(string key) =>
    [
        ($"{SecurityOptions.SectionName}:ApiKeys:ann:Hash", ApiKey.HashOf(key)),
        ($"{SecurityOptions.SectionName}:ApiKeys:ann:Role", "viewer"),
    ];

    private static async Task WaitUntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(20, Token);
        }
    }

    private static async Task<string> StateAsync(TestDatabase database) => (await DatabaseState.ReadAsync(database.Redis)).ToString();
}
