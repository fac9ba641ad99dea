namespace SidekiqCluster.Operations;

/// <summary>What <c>act.lua</c> does with one job.</summary>
internal enum ActVerb
{
    /// <summary>Removes it.</summary>
    Delete,

    /// <summary>Removes it from a list, or any job like it: where all like it are to go.</summary>
    Drop,

    /// <summary>Moves it to the head of a queue.</summary>
    ToQueue,

    /// <summary>Moves it to another sorted set.</summary>
    ToSet,

    /// <summary>Gives it another score in its own sorted set.</summary>
    Rescore,
}
