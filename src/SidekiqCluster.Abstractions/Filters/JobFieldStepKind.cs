namespace SidekiqCluster.Filters;

/// <summary>What a step goes to.</summary>
internal enum JobFieldStepKind
{
    /// <summary>An element by position, or a member by key.</summary>
    Plain,

    /// <summary>A positional argument, which is absent where the keywords of an Active Job stand at its place or before.</summary>
    Positional,

    /// <summary>The keywords of an Active Job, wherever they stand up to this place.</summary>
    Keywords,
}
