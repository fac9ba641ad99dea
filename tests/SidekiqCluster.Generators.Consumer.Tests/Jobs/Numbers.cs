namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

[SidekiqJob("Numbers")]
internal sealed partial record Numbers(double Value);
