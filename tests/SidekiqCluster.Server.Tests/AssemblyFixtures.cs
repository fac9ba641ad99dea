using SidekiqCluster.TestKit.Redis;

[assembly: AssemblyFixture(typeof(RedisFixture))]
