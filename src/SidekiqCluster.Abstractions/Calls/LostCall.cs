namespace SidekiqCluster.Calls;

/// <summary>Tells calls that were lost on the way, or with a silo, from those that were answered.</summary>
internal static class LostCall
{
    /// <summary>Whether the call may or may not have reached a grain.</summary>
    public static bool IsLost(Exception? e) => e is TimeoutException or OrleansException or EnumerationAbortedException;
}
