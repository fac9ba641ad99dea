using System.Text.RegularExpressions;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>The lines of the README of the silo host, run as they stand there but for the ports.</summary>
public sealed partial class ReadmeTests
{
    private const string Runs = "dotnet run --project tests/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_OverServersWithJobs_ShowTheShardsAndRetryOnBoth()
    {
        Require.RealRedis();
        await using var store = await RedisServer.StartAsync([], Token);
        await using var eu = await RedisServer.StartAsync([], Token);
        await using var us = await RedisServer.StartAsync([], Token);
        await RetryAsync(eu, "retry", (7, "12.5"), (7, "250.0"));
        await RetryAsync(us, "shop:retry", (8, "1250.0"));
        var ports = new Dictionary<string, int> { ["6379"] = store.Port, ["6380"] = eu.Port, ["6381"] = us.Port };
        var lines = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "SiloHost.README.md"), Token))
            .Where(line => line.StartsWith(Runs, StringComparison.Ordinal))
            .Select(line => LocalPort().Replace(line, port => $"127.0.0.1:{ports[port.Groups["port"].Value]}")[Runs.Length..].Split(' '))
            .ToList();
        Assert.Equal(["SidekiqCluster.SiloHost", "SidekiqCluster.SiloHost", "SidekiqCluster.Samples.Fleet"], lines.Select(line => line[0]));

        await using var first = await SiloProcess.StartAsync(lines[0][2..], Token);
        await using var second = await SiloProcess.StartAsync(lines[1][2..], Token);
        await using var client = await LeashedProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, lines[2][0]), lines[2][2..], cancellationToken: Token);
        var printed = (await client.Output.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [
                "eu-1: 0 enqueued, 2 to retry, 0 dead, 0 processes",
                "  merchant 7: 250.0",
                "us-1: 0 enqueued, 1 to retry, 0 dead, 0 processes",
                "  merchant 8: 1250.0",
                "eu-1: 1 large charges are back in their queue",
                "us-1: 1 large charges are back in their queue",
            ],
            printed.Where(line => !line.EndsWith("retried", StringComparison.Ordinal)));
        Assert.Equal("  2 of 2 retried", printed.Last(line => line.EndsWith("retried", StringComparison.Ordinal)));
        await first.StopAsync(Token);
        await second.StopAsync(Token);
    }

    private static async Task RetryAsync(RedisServer server, string key, params (int Merchant, string Amount)[] charges)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        foreach (var (merchant, amount) in charges)
        {
            await redis.GetDatabase().SortedSetAddAsync(
                key,
                $$"""{"class":"ChargeMerchant","args":[{{merchant}},{{amount}}],"jid":"{{merchant:x24}}","queue":"billing","retry":true,"retry_count":1}""",
                merchant);
        }
    }

    [GeneratedRegex("localhost:(?<port>[0-9]+)")]
    private static partial Regex LocalPort();
}
