using SidekiqCluster.Demo;
using SidekiqCluster.TestKit.Redis;

[assembly: AssemblyFixture(typeof(RedisFixture))]
[assembly: AssemblyFixture(typeof(SeededServers))]
