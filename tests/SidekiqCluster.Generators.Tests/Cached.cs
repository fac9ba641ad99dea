using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Tests;

/// <summary>Demands of the pipeline.</summary>
internal static class Cached
{
    /// <summary>No step and no output was made anew.</summary>
    public static void Entirely(GeneratorRun run)
    {
        foreach (var (name, steps) in run.Result.TrackedSteps.Where(one => IsOurs(one.Key)))
        {
            Assert.All(steps.SelectMany(step => step.Outputs), output => Assert.True(IsKept(output.Reason), $"{name}: {output.Reason}"));
        }

        Assert.All(run.OutputReasons, reason => Assert.True(IsKept(reason), reason.ToString()));
    }

    /// <summary>Nothing was handed to the compiler anew.</summary>
    public static void Outputs(GeneratorRun run) =>
        Assert.All(run.OutputReasons, reason => Assert.True(IsKept(reason), reason.ToString()));

    public static bool IsKept(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static bool IsOurs(string step) =>
        typeof(TrackingNames).GetFields().Any(field => (string?)field.GetValue(null) == step);
}
