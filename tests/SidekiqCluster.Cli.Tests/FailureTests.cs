using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

/// <summary>Shards that do not answer, or are none.</summary>
public sealed class FailureTests(RedisFixture redis)
{
    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task Run_LoneShardUnreachable_Fails(string format)
    {
        var result = await new TestCli().RunAsync("queue", "list", "--redis", TestCli.ClosedUrl, "--format", format);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.DoesNotContain("default", result.Output.Replace("shard,", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LoneShardUnreachableAsJson_MarksTheGap()
    {
        var result = await new TestCli().RunAsync("stats", "--redis", TestCli.ClosedUrl, "--format", "json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        var shard = result.Json.GetProperty("shards")[0];
        Assert.Equal("unreachable", shard.GetProperty("status").GetString());
        Assert.Equal(result.ErrorLine, $"sidekiq-cluster: {shard.GetProperty("error").GetString()}");
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("totals").ValueKind);
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("by_shard").GetProperty("default").ValueKind);
        Assert.DoesNotContain("s3cret", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OneOfTwoShardsUnreachable_AnswersWithAGap()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await new TestCli().RunAsync(
            "stats", "--shard", $"up={database.Url}", "--shard", $"down={TestCli.ClosedUrl}", "--format", "json");

        Assert.Equal(ExitCode.ShardMissing, result.ExitCode);
        Assert.Contains("down", result.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(
            ["up:ok", "down:unreachable"],
            result.Json.GetProperty("shards").EnumerateArray()
                .Select(s => $"{s.GetProperty("shard").GetString()}:{s.GetProperty("status").GetString()}"));
        Assert.Equal(0, result.Json.GetProperty("totals").GetProperty("processed").GetInt64());
        Assert.Equal(JsonValueKind.Object, result.Json.GetProperty("by_shard").GetProperty("up").ValueKind);
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("by_shard").GetProperty("down").ValueKind);
        Assert.DoesNotContain("s3cret", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AllOfTwoShardsUnreachable_Fails()
    {
        var result = await new TestCli().RunAsync(
            "history", "--shard", $"a={TestCli.ClosedUrl}", "--shard", "b=127.0.0.1:1", "--format", "json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(2, result.Error.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, result.Json.GetProperty("days").GetArrayLength());
    }

    [Fact]
    public async Task Run_NamedThingMissingAndShardMissing_ReportsTheShard()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await new TestCli().RunAsync(
            "queue", "show", "nope", "--shard", $"up={database.Url}", "--shard", $"down={TestCli.ClosedUrl}");

        Assert.Equal(ExitCode.ShardMissing, result.ExitCode);
    }

    [Fact]
    public async Task Run_PasswordRefused_SaysSoWithoutIt()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--requirepass", "right"], TestContext.Current.CancellationToken);

        var result = await new TestCli().RunAsync("stats", "--redis", $"redis://:s3cret@{server.EndPoint}");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(server.EndPoint, result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("password", result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ClusterEnabledRedis_IsNotSupported()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--cluster-enabled", "yes", "--databases", "1"], TestContext.Current.CancellationToken);

        var result = await new TestCli().RunAsync("stats", "--redis", server.EndPoint);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("cluster", result.ErrorLine["sidekiq-cluster:".Length..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoRedis_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var answering = AnswerAsHttpAsync(listener, over.Token);

        var result = await new TestCli().RunAsync("stats", "--redis", listener.LocalEndpoint.ToString()!);
        await over.CancelAsync();
        await answering;

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains($"{listener.LocalEndpoint}", result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("Redis", result.ErrorLine, StringComparison.Ordinal);
    }

    private static async Task AnswerAsHttpAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went before its answer, or the test is over.
            }
        }
    }
}
