namespace SidekiqCluster.Samples.Fleet;

/// <summary>Charges a merchant's customer.</summary>
[SidekiqJob("ChargeMerchant", Queue = "billing", Retry = 5)]
public partial record ChargeMerchant(long MerchantId, decimal Amount);
