using System.Globalization;
using System.Text.Json.Nodes;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What Sidekiq's own web page answers to monitors, for all shards together.</summary>
internal static class SidekiqStatsEndpoints
{
    private static readonly AnswerShape Sizes = new(JsonShape.MapOf(JsonShape.Whole) with { Name = "SidekiqQueueSizes" });

    private static readonly AnswerShape Stats = new(JsonShape.Object(
        ("sidekiq", JsonShape.Row("SidekiqTotals", StatsRow.Totals)),
        ("redis", JsonShape.Object(
            ("redis_version", JsonShape.Text.OrNull),
            ("uptime_in_days", JsonShape.Text.OrNull),
            ("connected_clients", JsonShape.Text.OrNull),
            ("used_memory_human", JsonShape.Text.OrNull),
            ("used_memory_peak_human", JsonShape.Text.OrNull),
            ("store_name", JsonShape.Text.OrNull),
            ("store_version", JsonShape.Text.OrNull))),
        ("server_utc_time", JsonShape.Text)) with
    { Name = "SidekiqStats" });

    public static void MapSidekiqStats(this IEndpointRouteBuilder app)
    {
        app.MapGet("/stats", GetStatsAsync).WithSummary("Totals, in the form of Sidekiq's own web page.").Answers(Stats);
        app.MapGet("/stats/queues", GetQueuesAsync).WithSummary("Sizes of queues by name, in the form of Sidekiq's own web page.").Answers(Sizes);
    }

    private static async Task<IResult> GetStatsAsync(HttpRequest request, ISidekiqFleet fleet, TimeProvider clock, CancellationToken cancellationToken)
    {
        var chosen = ShardChoice.Of(request).ChooseIn(fleet);
        var stats = (await chosen.GetStatsAsync(cancellationToken: cancellationToken)).Value;
        var servers = await chosen.EachAsync(static (shard, ct) => shard.GetServerInfoAsync(ct), cancellationToken);
        return Results.Json(new JsonObject
        {
            ["sidekiq"] = new JsonObject
            {
                ["processed"] = stats.Processed,
                ["failed"] = stats.Failed,
                ["busy"] = stats.Busy,
                ["processes"] = stats.Processes,
                ["enqueued"] = stats.Enqueued,
                ["scheduled"] = stats.Scheduled,
                ["retries"] = stats.Retries,
                ["dead"] = stats.Dead,
                ["default_latency"] = stats.DefaultQueueLatency.TotalSeconds,
            },
            ["redis"] = new JsonObject
            {
                ["redis_version"] = JoinedOf(servers, static server => server.Version),
                ["uptime_in_days"] = Text(servers.Min(static part => part.Value?.Uptime?.Days)),
                ["connected_clients"] = Text(servers.Sum(static part => part.Value?.ConnectedClients)),
                ["used_memory_human"] = HumanOf(servers.Sum(static part => part.Value?.UsedMemoryBytes)),
                ["used_memory_peak_human"] = HumanOf(servers.Sum(static part => part.Value?.PeakMemoryBytes)),
                ["store_name"] = JoinedOf(servers, static server => server.Kind.ToString()),
                ["store_version"] = JoinedOf(servers, static server => server.Version),
            },
            ["server_utc_time"] = clock.GetUtcNow().UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        });
    }

    private static async Task<IResult> GetQueuesAsync(HttpRequest request, ISidekiqFleet fleet, CancellationToken cancellationToken)
    {
        var sizes = await ShardChoice.Of(request).ChooseIn(fleet).Queues.GetSizesAsync(cancellationToken);
        return Results.Json(sizes.Value.ToDictionary());
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>As Redis writes it: <c>1.25M</c>.</summary>
    private static string? HumanOf(long? bytes)
    {
        if (bytes is not { } value)
        {
            return null;
        }

        var (scaled, unit) = value switch
        {
            >= 1L << 30 => (value / (double)(1L << 30), "G"),
            >= 1L << 20 => (value / (double)(1L << 20), "M"),
            >= 1L << 10 => (value / (double)(1L << 10), "K"),
            _ => ((double)value, "B"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{scaled:0.00}{unit}");
    }

    private static string JoinedOf(IReadOnlyList<ShardPart<ServerInfo>> servers, Func<ServerInfo, string?> textOf) =>
        string.Join(", ", servers.Where(static part => part.Outcome.IsOk).Select(part => textOf(part.Value!)).OfType<string>().Distinct());
}
