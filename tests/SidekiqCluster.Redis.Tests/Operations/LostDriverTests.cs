using System.Globalization;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// The driver of an operation is lost between any two points, again and again, and another goes on from the last step: each
/// job is acted on once, and the result is that of a run without interruption.
/// </summary>
public sealed class LostDriverTests(RedisFixture redis)
{
    private static readonly DriverFault[] Faults = Enum.GetValues<DriverFault>();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, SteppedCase.All.Count)];

    public static TheoryData<int> NotContinued => [.. Enumerable.Range(0, SteppedCase.NotContinued.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Operation_DriverIsLostOnce_EndsAsIfItWereNot(int number)
    {
        Require.RealRedis();
        var stepped = SteppedCase.All[number];
        var whole = await RunWholeAsync(stepped);
        Assert.InRange(whole.Steps, 3, 12);
        foreach (var (fault, step) in Faults.SelectMany(fault => Enumerable.Range(0, whole.Steps - 1).Select(step => (fault, step))))
        {
            await AssertEndsAlikeAsync(stepped, whole, [(fault, step)], $"{stepped}, {fault} at step {step}");
        }
    }

    [Fact]
    public async Task Operation_DriversAreLostAgainAndAgain_EndsAsIfTheyWereNot()
    {
        Require.RealRedis();
        var wholes = await Task.WhenAll(SteppedCase.All.Select(RunWholeAsync));
        await Parallel.ForAsync(0, TestSizes.LostDrivers, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            var random = new Random(seed);
            var number = random.Next(SteppedCase.All.Count);
            (DriverFault, int)[] losses = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Faults[random.Next(Faults.Length)], random.Next(3)))];
            await AssertEndsAlikeAsync(
                SteppedCase.All[number], wholes[number], losses, $"{SteppedCase.All[number]}, seed {seed}: {string.Join(' ', losses)}");
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Operation_TwoGoOnAtOnce_EachJobIsActedOnOnce(int number)
    {
        Require.RealRedis();
        var stepped = SteppedCase.All[number];
        var whole = await RunWholeAsync(stepped);
        foreach (var fault in Faults)
        {
            await using var laboratory = await LaboratoryAsync(stepped);
            await using var first = await laboratory.StartAsync();
            await first.NextAsync();
            await first.LoseAsync(fault);
            await using var second = await laboratory.ResumeAsync(first.State);
            await using var third = await laboratory.ResumeAsync(first.State);

            var ends = await Task.WhenAll(EndAsync(second), EndAsync(third));
            await laboratory.ArriveAsync(first, fault);

            var circumstances = $"{stepped}, {fault}: {string.Join(" | ", ends.Select(end => end.Text))}";
            Assert.True(ends.Any(end => end.Text == whole.Told), circumstances);
            Assert.All(ends, end => Assert.True(end.Text == whole.Told || end.Text.StartsWith("Somebody else", StringComparison.Ordinal), circumstances));
            Assert.All(ends, end => Assert.True(end.Done <= whole.Done, circumstances));
            Assert.Equal(whole.After, await laboratory.ReadAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Operation_ResumedAgainFromTheSameState_TellsTheSame(int number)
    {
        Require.RealRedis();
        var stepped = SteppedCase.All[number];
        var whole = await RunWholeAsync(stepped);
        await using var laboratory = await LaboratoryAsync(stepped);
        await using var first = await laboratory.StartAsync();
        await first.NextAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await using var next = await laboratory.ResumeAsync(first.State);
            Assert.Equal(whole.Told, Text(await next.FinishAsync()));
            Assert.Equal(whole.After, await laboratory.ReadAsync());
        }
    }

    [Theory]
    [MemberData(nameof(NotContinued))]
    public async Task Operation_WouldComeUponItsOwnWork_IsSettledAndTellsWhatIsDone(int number)
    {
        Require.RealRedis();
        var stepped = SteppedCase.NotContinued[number];
        foreach (var fault in Faults)
        {
            await using var laboratory = await LaboratoryAsync(stepped);
            await using var first = await laboratory.StartAsync();
            await first.NextAsync();
            await first.NextAsync();
            var before = first.Step!.SoFar.Done;
            var inFlight = first.Step.State.InFlight;
            await first.LoseAsync(fault);
            await using var second = await laboratory.ResumeAsync(first.State);

            var error = await Assert.ThrowsAsync<SidekiqClusterException>(second.FinishAsync);
            await laboratory.ArriveAsync(first, fault);

            Assert.Contains("cannot go on", error.Message, StringComparison.Ordinal);
            Assert.Equal(before + (fault == DriverFault.ReplyLost ? inFlight : 0), error.Result!.Done);
            Assert.Equal(error.Result.Done, await laboratory.CountDoneAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Operation_EndedHalfway_TellsWhatIsDoneAndDoesNoMore(int number)
    {
        Require.RealRedis();
        var stepped = SteppedCase.All[number];
        foreach (var fault in Faults)
        {
            await using var laboratory = await LaboratoryAsync(stepped);
            await using var first = await laboratory.StartAsync();
            await first.NextAsync();
            await first.NextAsync();
            var before = first.Step!.SoFar.Done;
            var inFlight = first.Step.State.InFlight;
            await first.LoseAsync(fault);

            var end = await laboratory.EndAsync(first.State);
            var again = await laboratory.EndAsync(first.State);
            await laboratory.ArriveAsync(first, fault);

            Assert.True(end.IsLast);
            Assert.Equal(before + (fault == DriverFault.ReplyLost ? inFlight : 0), end.SoFar.Done);
            Assert.Equal(fault == DriverFault.ReplyLost ? 0 : inFlight, end.Kept.Count);
            Assert.Equal(end.SoFar.Done, await laboratory.CountDoneAsync());
            Assert.Equal(Text(end.SoFar), Text(again.SoFar));
        }
    }

    [Theory]
    [InlineData("reschedule")]
    [InlineData("kill from everywhere")]
    public async Task Operation_NothingWasDoneYet_GoesOnWhateverItIs(string name)
    {
        Require.RealRedis();
        var stepped = SteppedCase.NotContinued.Single(found => found.Name == name);
        var whole = await RunWholeAsync(stepped);
        await AssertEndsAlikeAsync(stepped, whole, [(DriverFault.BeforeTheScript, 0)], stepped.Name);
    }

    private async Task AssertEndsAlikeAsync(
        SteppedCase stepped, WholeRun whole, IReadOnlyList<(DriverFault Fault, int Step)> losses, string circumstances)
    {
        await using var laboratory = await LaboratoryAsync(stepped);
        var lost = new List<(DrivenOperation Driver, DriverFault Fault)>();
        var driver = await laboratory.StartAsync();
        foreach (var (fault, step) in losses)
        {
            var isMore = await driver.NextAsync();
            for (var at = 0; at < step && isMore; at++)
            {
                isMore = await driver.NextAsync();
            }

            if (!isMore)
            {
                break;
            }

            await driver.LoseAsync(fault);
            lost.Add((driver, fault));
            driver = await laboratory.ResumeAsync(driver.State);
        }

        Assert.Equal(
            $"{circumstances}\n{whole.Told}",
            $"{circumstances}\n{Text(driver.Step is { IsLast: true } ? driver.Step.SoFar : await driver.FinishAsync())}");
        foreach (var (late, fault) in lost)
        {
            await laboratory.ArriveAsync(late, fault);
            await late.DisposeAsync();
        }

        await driver.DisposeAsync();
        Assert.Equal($"{circumstances}\n{whole.After}", $"{circumstances}\n{await laboratory.ReadAsync()}");
    }

    private async Task<WholeRun> RunWholeAsync(SteppedCase stepped)
    {
        await using var laboratory = await LaboratoryAsync(stepped);
        await using var driver = await laboratory.StartAsync();
        var steps = 1;
        while (await driver.NextAsync())
        {
            steps++;
        }

        Assert.NotEqual(0, driver.Step!.SoFar.Done);
        return new WholeRun(steps, Text(driver.Step.SoFar), driver.Step.SoFar.Done, await laboratory.ReadAsync());
    }

    private static async Task<(string Text, long Done)> EndAsync(DrivenOperation driver)
    {
        try
        {
            var result = await driver.FinishAsync();
            return (Text(result), result.Done);
        }
        catch (SidekiqClusterException e)
        {
            return (e.Message, e.Result?.Done ?? 0);
        }
    }

    private static string Text(OperationResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Operation} matched {result.Matched} done {result.Done} gone {result.Gone} refused {result.Refused} failed {result.Failed} unknown {result.Unknown} {string.Join(',', result.Reasons)} {string.Join(' ', result.Warnings)}");

    private async Task<DriverLaboratory> LaboratoryAsync(SteppedCase stepped) =>
        await DriverLaboratory.OpenAsync(await redis.NewDatabaseAsync(), stepped);

    private sealed record WholeRun(int Steps, string Told, long Done, string After);
}
