using SidekiqCluster.Redaction;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Files;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Server.Requests;

/// <summary>What verbs are run with for whoever makes a request.</summary>
internal static class RequestRuns
{
    /// <summary>The shards that the request's parameters choose, with their patience.</summary>
    /// <exception cref="RequestException">A parameter is wrong.</exception>
    public static ShardRoster NewRoster(this HttpContext http)
    {
        var choice = ShardChoice.Of(http.Request);
        return new ShardRoster(new FleetAccess(choice.ApplyTo(http.RequestServices.GetRequiredService<ISidekiqFleet>())), choice.Shards);
    }

    /// <summary>A run for the request's caller.</summary>
    public static VerbRun NewRun(this HttpContext http, ShardRoster shards, AnswerWriter output, IVerbFiles files) =>
        new(shards, output, http.RequestServices.GetRequiredService<TimeProvider>())
        {
            Caller = http.GetCaller(),
            Files = files,
            RedactionOfViewers = http.RequestServices.GetRequiredService<ArgumentRedaction>(),
        };
}
