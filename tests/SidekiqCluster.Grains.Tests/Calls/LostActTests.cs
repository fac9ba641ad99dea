using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Grains.Tests.Calls;

/// <summary>What is told of an act when its silo was lost.</summary>
public sealed class LostActTests
{
    private static readonly GrainCalls Calls = new(null!, "eu-1", Tolerance.Default, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Act_LostOnce_AnswersAsItsRepetition()
    {
        var names = new List<Guid>();

        Assert.Equal(7, await Calls.ActAsync(
            act =>
            {
                names.Add(act);
                return names.Count == 1 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(7);
            },
            Token));

        Assert.Equal((2, 1), (names.Count, names.Distinct().Count()));
    }

    [Fact]
    public async Task Act_LostAndThenItsShardIsAway_MayHaveBeenDone()
    {
        var attempts = 0;

        var unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => Calls.ActAsync(
            _ => Task.FromException<int>(attempts++ == 0 ? new TimeoutException() : new ShardUnreachableException("It is away.", "eu-1")),
            Token));

        Assert.Equal(("eu-1", false), (unknown.Shard, unknown.IsTransient));
    }

    [Fact]
    public async Task Act_ShardIsAway_WasNotDone() => await Assert.ThrowsAsync<ShardUnreachableException>(
        () => Calls.ActAsync(_ => Task.FromException<int>(new ShardUnreachableException("It is away.", "eu-1")), Token));
}
