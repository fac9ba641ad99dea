using SidekiqCluster.TestKit.Redis;
using Xunit;

[assembly: AssemblyFixture(typeof(RedisFixture))]
