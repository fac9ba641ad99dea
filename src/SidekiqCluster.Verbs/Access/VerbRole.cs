namespace SidekiqCluster.Verbs.Access;

/// <summary>What a caller may do; each role may do what those before it may.</summary>
internal enum VerbRole
{
    /// <summary>Read.</summary>
    Viewer,

    /// <summary>Act on jobs, queues, sets and processes.</summary>
    Operator,

    /// <summary>Change what cannot be had again in any other way, and what the fleet is.</summary>
    Admin,
}
