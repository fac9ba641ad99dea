using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>All that Ruby's API changed in what its own Sidekiq wrote, done by ours.</summary>
public sealed class MutationTests(RedisFixture redis)
{
    [Theory]
    [InlineData("sidekiq-6.4.1", "")]
    [InlineData("sidekiq-6.4.1", "myapp:")]
    [InlineData("sidekiq-8.1.7", "")]
    [InlineData("sidekiq-8.1.7", "myapp:")]
    public async Task Acts_OfEveryScenario_ChangeAndAnswerWhatRubyDoes(string version, string prefix) =>
        (await MutationRun.CompareAsync(redis, Fixture.Load(version), prefix)).AssertSame(version);

    [Fact]
    public void Acts_All_AreOfAScenario() => Assert.Empty(MutationActs.All.Keys.Except(
        Fixture.Versions.SelectMany(version => Mutation.Of(Fixture.Load(version))).Select(mutation => mutation.Name)));
}
