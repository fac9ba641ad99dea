using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Remote;

/// <summary>Shards that come and go while a fleet runs.</summary>
public sealed class ShardVerbTests(RedisFixture redis)
{
    [Theory]
    [InlineData("--server")]
    [InlineData("--cluster")]
    public async Task Shard_AddedAndRemoved_IsThereMeanwhile(string way)
    {
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        var gateway = $"127.0.0.1:{LocalServers.FreePort.Reserve()}";
        await using var server = await TestServer.StartAsync(
            redis, [("eu-1", databases.All[0].Url)], [("SidekiqCluster:Server:GatewayPort", gateway.Split(':')[1])]);
        var (terminal, there) = (new Terminal(Path.GetTempPath(), TimeProvider.System), way == "--server" ? server.Http.BaseAddress!.ToString() : gateway);

        var added = await RunAsync($"shard add eu-2={databases.All[1].Url} --label env=prod --namespace app --format csv");
        var again = await RunAsync($"shard add eu-2={databases.All[1].Url}");
        var pushed = await RunAsync("push HardJob [1] --shards env=prod");
        var list = await RunAsync("shard list --format csv");
        var removed = await RunAsync("shard remove eu-2 --format csv");
        var gone = await RunAsync("shard remove eu-2");
        var configured = await RunAsync("shard remove eu-1");
        var left = await RunAsync("shard list --format csv");

        Assert.Equal((ExitCode.Done, "shard,labels,added_at_run_time\r\neu-2,\"{\"\"env\"\":\"\"prod\"\"}\",true\r\n"), (added.ExitCode, added.Output));
        Assert.Equal((ExitCode.Usage, "sidekiq-cluster: The fleet has a shard eu-2 already; give the new one another name.\n"), (again.ExitCode, again.Error));
        Assert.Equal((ExitCode.Done, 1), (pushed.ExitCode, await databases.All[1].Redis.ListLengthAsync("app:queue:default")));
        Assert.Equal("shard,labels,added_at_run_time\r\neu-1,{},false\r\neu-2,\"{\"\"env\"\":\"\"prod\"\"}\",true\r\n", list.Output);
        Assert.Equal((ExitCode.Done, "shard\r\neu-2\r\n"), (removed.ExitCode, removed.Output));
        Assert.Equal((ExitCode.NotFound, "sidekiq-cluster: there is no shard 'eu-2'; see 'sidekiq-cluster shard list'.\n"), (gone.ExitCode, gone.Error));
        Assert.Equal(
            (ExitCode.Refused, "sidekiq-cluster: Shard eu-1 is in the configuration of the silos; remove it there.\n"), (configured.ExitCode, configured.Error));
        Assert.Equal("shard,labels,added_at_run_time\r\neu-1,{},false\r\n", left.Output);

        Task<TerminalResult> RunAsync(string commandLine) =>
            terminal.RunAsync([way, there, .. commandLine.Split(' ')], TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("eu-2=redis://u:hush@127.0.0.1:1", 1, "127.0.0.1:1")]
    [InlineData("eu-2=redis://u:hush@h/x", 2, "its database is none")]
    [InlineData("eu-2=redis://u:hush@h --label a=b,c", 2, "Label a is 'b,c'")]
    public async Task Add_WhatCannotBe_SaysWhyWithoutTheSecret(string shard, int exit, string words)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        var result = await new Terminal(Path.GetTempPath(), TimeProvider.System).RunAsync(
            ["--server", server.Http.BaseAddress!.ToString(), "shard", "add", .. shard.Split(' ')], TestContext.Current.CancellationToken);

        Assert.Equal(exit, (int)result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(static letter => letter == '\n'));
    }
}
