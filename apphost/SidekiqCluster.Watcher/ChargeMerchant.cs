
namespace SidekiqCluster.Watcher;

/// <summary>Charges a merchant's customer.</summary>
[SidekiqJob("ChargeMerchant", Queue = "billing", Retry = 5)]
internal sealed partial record ChargeMerchant(long MerchantId, decimal Amount);
