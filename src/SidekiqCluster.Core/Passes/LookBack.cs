namespace SidekiqCluster.Passes;

/// <summary>Whether a pass, when it is through, looks for entries that were moved to the end where it began.</summary>
internal enum LookBack
{
    /// <summary>No: the caller reads a part only.</summary>
    None,

    /// <summary>
    /// Until a page holds nothing new: for the end where entries are taken away, at which moved ones are rare and the
    /// entries that were read first are gone.
    /// </summary>
    UntilNothingNew,

    /// <summary>
    /// Until the entries that were read first, or to the end: for the end where entries come in, so that moved ones can lie
    /// under others.
    /// </summary>
    UntilStart,
}
