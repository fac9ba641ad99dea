using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What Sidekiq's own web page answers to monitors.</summary>
public sealed class SidekiqStatsTests(FixtureServer fixture) : IClassFixture<FixtureServer>
{
    [Fact]
    public async Task Stats_AsOfTheWebPage_HaveRubysNumbers()
    {
        var expected = Fixture.Load("sidekiq-8.1.7").Expected.GetProperty("stats");

        var stats = JsonElement.Parse(await fixture.Server.ReadAsync("/stats")).GetProperty("sidekiq");

        Assert.Equal(expected.GetProperty("processed").GetInt64(), stats.GetProperty("processed").GetInt64());
        Assert.Equal(expected.GetProperty("failed").GetInt64(), stats.GetProperty("failed").GetInt64());
        Assert.Equal(expected.GetProperty("enqueued").GetInt64(), stats.GetProperty("enqueued").GetInt64());
        Assert.Equal(
            ["processed", "failed", "busy", "processes", "enqueued", "scheduled", "retries", "dead", "default_latency"],
            stats.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Queues_AsOfTheWebPage_HaveTheirSizes()
    {
        var sizes = JsonElement.Parse(await fixture.Server.ReadAsync("/stats/queues"));

        var queues = JsonElement.Parse(await fixture.Server.ReadAsync("/api/v1/queues")).GetProperty("queues").EnumerateArray();
        Assert.Equal(
            queues.ToDictionary(queue => queue.GetProperty("name").GetString()!, queue => queue.GetProperty("size").GetInt64()),
            sizes.EnumerateObject().ToDictionary(size => size.Name, size => size.Value.GetInt64()));
    }
}
