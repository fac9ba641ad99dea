namespace SidekiqCluster.Fleet.Tests;

/// <summary>What all the other tests did together: this one runs when they have ended.</summary>
[Collection(nameof(SuiteTests))]
[CollectionDefinition(nameof(SuiteTests), DisableParallelization = true)]
public sealed class SuiteTests(DrivingFleet driving)
{
    /// <summary>Tests of what ends before anything is sent.</summary>
    private static readonly string[] Unasked =
    [
        "BulkPushTests.PushBulk_NoJobs_DoesNothing",
        "InterruptedOperationTests.Delete_CancelledBefore_ChangesNothing",
        "JobOperationsTests.Reschedule_PastTime_IsRefusedBeforeAnythingIsSent",
        "JobQueueTests.ReadAsync_PageSizeOutOfBounds_IsRefused",
        "JobSetActsTests.Delete_EntryOfAnotherSet_IsRefused",
        "RestoreTests.Kill_ToBeSaved_IsRefusedBeforeAnythingIsSent",
    ];

    [Fact]
    public void Suite_WhenItHasRun_WasAnsweredByGrainsAndSnapshots()
    {
        Assert.SkipWhen(driving.Uses.IsEmpty, "No other test has run.");

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{driving.Uses.Count} shards, {driving.Uses.Sum(use => use.Calls)} calls of their grains, {driving.Uses.Sum(use => use.Served)} answers out of snapshots.");
        string[] unasked =
        [
            .. driving.Uses.GroupBy(use => use.Test).Where(test => test.All(use => use.Calls == 0)).Select(test => test.Key).Except(Unasked).Order(),
        ];
        Assert.True(unasked.Length == 0, $"These tests have asked no grain: {string.Join(", ", unasked)}.");
        Assert.Contains(driving.Uses, use => use.Served > 0);
    }
}
