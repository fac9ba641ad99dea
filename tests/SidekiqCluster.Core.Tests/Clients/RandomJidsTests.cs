using System.Collections.Concurrent;
using SidekiqCluster.Clients;

namespace SidekiqCluster.Core.Tests.Clients;

public sealed class RandomJidsTests
{
    [Fact]
    public void Next_OnManyThreads_NeverGivesOneTwice()
    {
        const int Threads = 8;
        const int Each = 1_001;
        var jids = new ConcurrentBag<string>();

        Parallel.For(0, Threads, _ =>
        {
            for (var number = 0; number < Each; number++)
            {
                jids.Add(RandomJids.Next());
            }
        });

        Assert.Equal(Threads * Each, jids.Distinct().Count());
        Assert.All(jids, jid => Assert.Matches("^[0-9a-f]{24}$", jid));
    }
}
