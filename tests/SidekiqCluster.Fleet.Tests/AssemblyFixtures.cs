using SidekiqCluster.Fleet.Tests;
using SidekiqCluster.TestKit.Redis;

[assembly: AssemblyFixture(typeof(RedisFixture))]
[assembly: AssemblyFixture(typeof(DrivingFleet))]
