namespace SidekiqCluster.Demo;

/// <summary>One simulated installation, and what is the matter with it.</summary>
/// <param name="Name">The shard's name.</param>
/// <param name="Era">Which generation of Sidekiq writes its data.</param>
public sealed record DemoShard(string Name, Era Era)
{
    /// <summary>All of them: a healthy shop, payments with a storm of errors, and an old installation under a prefix with a backlog.</summary>
    public static IReadOnlyList<DemoShard> All { get; } =
    [
        new("eu-1", Era.Eight) { App = DemoApp.Shop, Labels = new Dictionary<string, string> { ["env"] = "prod", ["app"] = "shop" } },
        new("us-1", Era.Seven)
        {
            App = DemoApp.Payments,
            Labels = new Dictionary<string, string> { ["env"] = "prod", ["app"] = "payments" },
            StormRetries = 1_400,
            HasStuckProcess = true,
        },
        new("legacy", Era.Six)
        {
            App = DemoApp.Crm,
            KeyPrefix = "crm:",
            Labels = new Dictionary<string, string> { ["env"] = "staging", ["app"] = "crm" },
            BacklogJobs = 2_500,
        },
    ];

    /// <summary>The one of this name, or a healthy one that is called so.</summary>
    /// <param name="name">The shard's name.</param>
    /// <param name="keyPrefix">The namespace before every key.</param>
    public static DemoShard Like(string name, string keyPrefix) =>
        (All.FirstOrDefault(shard => shard.Name == name) ?? All[0]) with { Name = name, KeyPrefix = keyPrefix };

    /// <summary>The namespace before every key; empty for none.</summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>What the shard is chosen by.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whose jobs they are.</summary>
    internal DemoApp App { get; init; } = DemoApp.Shop;

    /// <summary>Jobs that failed with one and the same error within the last hour.</summary>
    internal int StormRetries { get; init; }

    /// <summary>Jobs that wait in the queue that nobody keeps up with.</summary>
    internal int BacklogJobs { get; init; } = 400;

    /// <summary>Whether one of its processes is busy with the same jobs since hours.</summary>
    internal bool HasStuckProcess { get; init; }
}
