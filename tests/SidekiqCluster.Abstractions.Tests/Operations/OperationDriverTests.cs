using SidekiqCluster.Operations;

namespace SidekiqCluster.Abstractions.Tests.Operations;

public sealed class OperationDriverTests
{
    private static readonly OperationState Start = OperationState.Start(
        Guid.NewGuid(), new OperationRequest(JobOperation.Retry, JobSelection.Of()), DateTimeOffset.UnixEpoch);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithAPace_WaitsForItBeforeEachChunk()
    {
        var (driver, asked) = Paced();

        await driver.RunAsync(Steps(Chunk(100), Chunk(40), Last()), Token);

        Assert.Equal([100, 40], asked);
    }

    [Fact]
    public async Task Run_StepsThatBrokeOffBehindThePace_DoNotWaitForItAgain()
    {
        var (driver, asked) = Paced();
        await Assert.ThrowsAsync<TimeoutException>(() => driver.RunAsync(Broken(Chunk(100)), Token));

        await driver.RunAsync(Steps(Chunk(100), Chunk(40), Last()), Token);

        Assert.Equal([100, 40], asked);
    }

    [Fact]
    public async Task Run_GreaterChunkAfterStepsBrokeOff_WaitsForWhatIsMore()
    {
        var (driver, asked) = Paced();
        await Assert.ThrowsAsync<TimeoutException>(() => driver.RunAsync(Broken(Chunk(60)), Token));

        await driver.RunAsync(Steps(Chunk(100), Last()), Token);

        Assert.Equal([60, 40], asked);
    }

    private static (OperationDriver Driver, List<int> Asked) Paced()
    {
        var asked = new List<int>();
        var options = new OperationOptions
        {
            Pace = (jobs, _) =>
            {
                asked.Add(jobs);
                return Task.CompletedTask;
            },
        };
        return (new OperationDriver(options, "eu-1"), asked);
    }

    private static OperationStep Chunk(int jobs) =>
        new() { State = Start with { InFlight = jobs }, SoFar = Start.Tally, IsLast = false };

    private static OperationStep Last() => new() { State = Start, SoFar = Start.Tally, IsLast = true };

    private static IAsyncEnumerable<OperationStep> Steps(params OperationStep[] steps) => steps.ToAsyncEnumerable();

    private static async IAsyncEnumerable<OperationStep> Broken(params OperationStep[] steps)
    {
        foreach (var step in steps)
        {
            await Task.Yield();
            yield return step;
        }

        throw new TimeoutException();
    }
}
