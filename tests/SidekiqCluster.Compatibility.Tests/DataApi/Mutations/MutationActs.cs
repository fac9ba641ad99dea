namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>
/// What we do where a scenario calls Ruby: its name, and our calls, whose answer is compared with what Ruby returned. A
/// scenario without a row here fails the tests.
/// </summary>
internal static class MutationActs
{
    public static IReadOnlyDictionary<string, MutationAct> All { get; } =
        new[] { QueueMutations.All, SetMutations.All, ShardMutations.All, ClientMutations.All }
            .SelectMany(acts => acts)
            .ToDictionary(act => act.Scenario, StringComparer.Ordinal);
}
