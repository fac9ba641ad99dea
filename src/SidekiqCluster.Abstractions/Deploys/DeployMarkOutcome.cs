namespace SidekiqCluster;

/// <summary>What can become of the mark of a deploy.</summary>
public enum DeployMarkOutcome
{
    /// <summary>The deploy is marked.</summary>
    Marked,

    /// <summary>Somebody marked a deploy of this label within the last minute, or the minute has its mark. Nothing was changed.</summary>
    AlreadyMarked,

    /// <summary>The minute has a mark of another label, and there is room for one. Nothing was changed.</summary>
    MinuteTaken,
}
