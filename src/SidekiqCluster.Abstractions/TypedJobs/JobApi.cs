namespace SidekiqCluster;

/// <summary>Through which Ruby API a class performs its jobs. It decides how a payload wraps the arguments.</summary>
public enum JobApi
{
    /// <summary>Sidekiq's own: <c>args</c> of the payload are the arguments of <c>perform</c>.</summary>
    Sidekiq,

    /// <summary>Active Job: the arguments stand in the <c>arguments</c> of the one element of <c>args</c>.</summary>
    ActiveJob,
}
