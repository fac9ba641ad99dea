namespace SidekiqCluster.Benchmarks.Jobs;

/// <summary>The arguments of a typical class: an id, an address, a flag, an amount.</summary>
[SidekiqJob("Billing::Job")]
internal sealed partial record BillingJob(long UserId, string Email, bool IsPremium, double Amount);
