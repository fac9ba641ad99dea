namespace SidekiqCluster.Verbs.Values;

/// <summary>Names of sorted sets as they are given.</summary>
internal static class SetName
{
    /// <summary>The sets that jobs wait or lie in.</summary>
    public static readonly IReadOnlyList<string> All = ["scheduled", "retry", "dead"];

    /// <summary>Those that can be trimmed.</summary>
    public static readonly IReadOnlyList<string> Trimmable = ["dead"];

    /// <exception cref="VerbException">It is none of those.</exception>
    public static string Checked(string name, IReadOnlyList<string> names) => names.Contains(name)
        ? name
        : throw VerbException.Usage($"'{name}' is no set here; use {string.Join(", ", names)}.");

    /// <summary>The set of a shard.</summary>
    public static IJobSet Of(ISidekiqShard shard, string name) => name switch
    {
        "scheduled" => shard.ScheduledSet,
        "retry" => shard.RetrySet,
        _ => shard.DeadSet,
    };
}
