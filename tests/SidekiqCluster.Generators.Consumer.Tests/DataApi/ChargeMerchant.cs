namespace SidekiqCluster.Generators.Consumer.Tests.DataApi;

[SidekiqJob("ChargeMerchant", Queue = "billing", Retry = 5)]
public partial record ChargeMerchant(long MerchantId, decimal Amount, ChargeOptions? Options = null);
