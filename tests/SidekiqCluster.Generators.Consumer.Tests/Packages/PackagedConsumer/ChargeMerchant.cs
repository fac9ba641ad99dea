using SidekiqCluster;

namespace Shop;

[SidekiqJob("ChargeMerchant", Queue = "money", Retry = 5)]
public partial record ChargeMerchant(long MerchantId, decimal Amount, ChargeOptions? Options = null);
