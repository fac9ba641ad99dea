namespace SidekiqCluster.Hosting;

/// <summary>What a dashboard can have a server do: paths that take POST, with a JSON body where one is given.</summary>
public static class FleetCommands
{
    /// <summary>Tells processes to take no more jobs.</summary>
    public const string Quiet = "/api/v1/processes/quiet";

    /// <summary>Tells processes to stop.</summary>
    public const string Stop = "/api/v1/processes/stop";

    /// <summary>All living processes: the body of <see cref="Quiet"/> and <see cref="Stop"/>.</summary>
    public const string AllProcesses = """{"all":true}""";

    /// <summary>Removes all dead jobs.</summary>
    public const string ClearDead = "/api/v1/sets/dead/clear";

    /// <summary>Retries jobs.</summary>
    public const string Retry = "/api/v1/jobs/retry";

    /// <summary>Pushes jobs to the shards of a demo.</summary>
    public const string Seed = "/api/v1/demo/seed";

    /// <summary>The parameter that chooses shards.</summary>
    public const string ShardsParameter = "shards";

    /// <summary>Whether the server is alive.</summary>
    public const string LivePath = "/health/live";

    /// <summary>Whether the server can answer: a member of its cluster, whose store it reaches.</summary>
    public const string ReadyPath = "/health/ready";

    /// <summary>The body of <see cref="Retry"/> for all jobs of the retry set whose error is of a class.</summary>
    /// <param name="errorClass">The class, or a glob; without blanks and quotes.</param>
    public static string RetryOfError(string errorClass) => $$"""{"in":["retry"],"where":"error:{{errorClass}}"}""";
}
