using SidekiqCluster.TestKit.Redis;
using Xunit;

[assembly: AssemblyFixture(typeof(RedisFixture))]

// The examples write to the console, which a process has once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
