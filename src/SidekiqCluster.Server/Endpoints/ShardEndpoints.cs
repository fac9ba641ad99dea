using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Which shards the fleet has.</summary>
internal static class ShardEndpoints
{
    public static void MapShards(this IEndpointRouteBuilder api)
    {
        api.MapGet("/shards", static () => new VerbResult(new ShardListVerb()))
            .WithSummary("The shards by name, and what they are chosen by. None of them is asked.")
            .Answers(AnswerShapes.Fleet);
        api.MapPost("/shards", static (ShardBody body) => new VerbResult(new ShardAddVerb
        {
            Name = body.Name ?? string.Empty,
            Connection = body.Connection ?? string.Empty,
            KeyPrefix = body.KeyPrefix ?? string.Empty,
            PreferReplica = body.PreferReplica ?? false,
            Labels = body.Labels ?? [],
        }))
            .WithSummary("Adds a shard to the running fleet: all its silos know it, now and after restarts. Its connection is never told again.")
            .Answers(AnswerShapes.AddedShards)
            .Takes("""{"name":"eu-3","connection":"redis://10.0.0.7:6379","labels":{"env":"prod"}}""");
        api.MapPost("/shards/{shard}/remove", static (string shard) => new VerbResult(new ShardRemoveVerb { Name = shard }))
            .WithSummary("Removes a shard that was added to the running fleet; nothing is done to its Redis.")
            .Answers(AnswerShapes.RemovedShards)
            .MayMiss();
    }

    /// <summary>A shard to add.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Connection">Where the silos reach its Redis: a URL or connection string.</param>
    /// <param name="KeyPrefix">The namespace before every key; none when left out.</param>
    /// <param name="PreferReplica">Whether reads go to a replica when one is connected; not, when left out.</param>
    /// <param name="Labels">What it is chosen by; nothing when left out.</param>
    internal sealed record ShardBody(
        string? Name, string? Connection, string? KeyPrefix, bool? PreferReplica, Dictionary<string, string>? Labels);
}
