namespace SidekiqCluster.Receipts;

/// <summary>A call came after somebody else had given it up. It has changed nothing, and never will.</summary>
internal sealed class VoidedCallException(string shard)
    : SidekiqClusterException("Somebody else has taken over what this call belongs to, and goes on with it; nothing was changed by it.", shard);
