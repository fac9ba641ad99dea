using SidekiqCluster.Operations;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>One act on the laboratory's data, with all that must be different afterwards when it is done.</summary>
internal sealed record ActCase(string Name, JobSource Source, ActStep Step, Func<LaboratoryState, LaboratoryState> Done)
{
    public static IReadOnlyList<ActCase> All { get; } =
    [
        new(
            "retry",
            JobSource.Retry,
            ActStep.ToQueue(LaboratoryState.Target, "low", LaboratoryState.Renewed),
            state => state with { Retry = state.Retry.Remove("target"), Low = ["renewed", .. state.Low], Queues = ["default", "low"] }),
        new(
            "kill from a set",
            JobSource.Retry,
            ActStep.ToSet(LaboratoryState.Target, JobSource.Dead, LaboratoryState.Target, 99.5),
            state => state with { Retry = state.Retry.Remove("target"), Dead = state.Dead.SetItem("target", 99.5) }),
        new(
            "kill from a queue",
            JobSource.Queue("default"),
            ActStep.ToSet(LaboratoryState.Twin, JobSource.Dead, LaboratoryState.Twin, 99.5),
            state => state with { Default = ["twin", "a", "b"], Dead = state.Dead.SetItem("twin", 99.5) }),
        new(
            "move to another queue",
            JobSource.Queue("default"),
            ActStep.ToQueue(LaboratoryState.Twin, "low", LaboratoryState.Renewed),
            state => state with { Default = ["twin", "a", "b"], Low = ["renewed", .. state.Low], Queues = ["default", "low"] }),
        new(
            "delete from a set",
            JobSource.Retry,
            ActStep.Delete(LaboratoryState.Target),
            state => state with { Retry = state.Retry.Remove("target") }),
        new(
            "delete from a queue",
            JobSource.Queue("default"),
            ActStep.Delete(LaboratoryState.Twin),
            state => state with { Default = ["twin", "a", "b"] }),
        new(
            "drop from a queue",
            JobSource.Queue("default"),
            ActStep.Delete(LaboratoryState.Twin) with { Verb = ActVerb.Drop },
            state => state with { Default = ["twin", "a", "b"] }),
        new(
            "reschedule",
            JobSource.Retry,
            ActStep.Rescore(LaboratoryState.Target, 77.25),
            state => state with { Retry = state.Retry.SetItem("target", 77.25) }),
        new(
            "retry what is gone",
            JobSource.Retry,
            ActStep.ToQueue("gone"u8.ToArray(), "low", LaboratoryState.Renewed),
            state => state),
    ];
}
