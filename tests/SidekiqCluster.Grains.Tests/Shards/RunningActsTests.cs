using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests.Shards;

public sealed class RunningActsTests
{
    private readonly RunningActs _acts = new();
    private readonly TaskCompletionSource<string> _result = new();
    private int _performed;

    [Fact]
    public async Task Run_ActThatIsUnderWay_IsWaitedForByAllWhoAsk()
    {
        var act = Guid.NewGuid();
        var asked = Enumerable.Range(0, 3).Select(_ => _acts.RunAsync(act, PerformAsync)).ToList();
        _result.SetResult("done");

        Assert.Equal(["done", "done", "done"], await Task.WhenAll(asked));
        Assert.Equal(1, _performed);
    }

    [Fact]
    public async Task Run_ActThatFailed_IsTriedWhenAskedAgain()
    {
        var act = Guid.NewGuid();
        await Assert.ThrowsAsync<ShardUnreachableException>(
            () => _acts.RunAsync<string>(act, () => throw new ShardUnreachableException("Away.", "eu-1")));
        _result.SetResult("done");

        Assert.Equal("done", await _acts.RunAsync(act, PerformAsync));
    }

    [Fact]
    public async Task Run_OtherActs_AreNotWaitedFor()
    {
        var waiting = _acts.RunAsync(Guid.NewGuid(), PerformAsync);

        Assert.Equal("other", await _acts.RunAsync(Guid.NewGuid(), () => Task.FromResult("other")));
        Assert.False(waiting.IsCompleted);
        _result.SetResult("done");
        await waiting;
    }

    private Task<string> PerformAsync()
    {
        Interlocked.Increment(ref _performed);
        return _result.Task;
    }
}
