using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>The connection breaks at a byte of a request or reply: what was done is done once, and is told.</summary>
public sealed class CutConnectionTests(RedisFixture redis)
{
    [Fact]
    public Task Call_ConnectionCutAtAByte_IsDoneOnceAndSaysSo() =>
        AssertSoundAsync(static laboratory => laboratory.CutAndReconnectAsync(TestSizes.RequestStride));

    [Fact]
    public Task Call_ConnectionCutWhileScriptIsSent_IsDoneOnceAndSaysSo() =>
        AssertSoundAsync(static laboratory => laboratory.CutFirstCallAsync(TestSizes.FirstRequestStride));

    [Fact]
    public Task Call_ServerStaysAway_IsUnknownAndWasDoneOnceOrNotAtAll() =>
        AssertSoundAsync(static laboratory => laboratory.CutAndStayAwayAsync());

    [Fact]
    public async Task Call_ReceiptIsNotLookedAt_IsFoundOut()
    {
        Require.RealRedis();
        const string Safeguard = "if known then return known end";
        Assert.Contains(Safeguard, ActScript.Text, StringComparison.Ordinal);
        var mutant = ActScript.Text.Replace(Safeguard, string.Empty, StringComparison.Ordinal);

        // What is called again finds that nothing is left to do, or does it to an equal copy.
        var calls = ActCase.All.Where(act => act.Name is "retry" or "delete from a queue");
        var violations = await Task.WhenAll(calls.Select(act =>
            FindViolationsAsync(ScriptCall.Of(act, mutant), static laboratory => laboratory.CutAndReconnectAsync(TestSizes.RequestStride))));
        Assert.All(violations, static found => Assert.NotEmpty(found));
    }

    private async Task AssertSoundAsync(Func<CutLaboratory, Task<IReadOnlyList<string>>> experiment)
    {
        Require.RealRedis();
        var violations = await Task.WhenAll(ScriptCall.All.Select(call => FindViolationsAsync(call, experiment)));
        Assert.Empty(violations.SelectMany(found => found));
    }

    private async Task<IReadOnlyList<string>> FindViolationsAsync(
        ScriptCall call, Func<CutLaboratory, Task<IReadOnlyList<string>>> experiment)
    {
        await using var database = await redis.NewDatabaseAsync();
        return await experiment(new CutLaboratory(database, call));
    }
}
