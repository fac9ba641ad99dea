using Orleans.Configuration;

namespace SidekiqCluster.Grains.Hosting;

/// <summary>
/// How silos watch each other: one that was killed is noticed within a few seconds, so that its shards are served elsewhere
/// within ten; one that is merely busy is asked through others before it is given up.
/// </summary>
internal static class FleetMembership
{
    public static void Apply(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1.5);
        options.NumMissedProbesLimit = 3;
        options.EnableIndirectProbes = true;
        options.ExtendProbeTimeoutDuringDegradation = true;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
    }
}
