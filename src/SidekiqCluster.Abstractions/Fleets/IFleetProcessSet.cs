namespace SidekiqCluster;

/// <summary>The Sidekiq processes of all shards.</summary>
public partial interface IFleetProcessSet;
