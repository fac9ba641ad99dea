using SidekiqCluster.TestKit.Redis;

// Each test needs the machine for itself: it measures how long silos are missing, or keeps all cores busy.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(RedisFixture))]
