namespace SidekiqCluster.Passes;

/// <summary>One reply of ZSCAN.</summary>
/// <param name="Cursor">What to ask for the next one with; 0 when this is the last.</param>
/// <param name="Members">Some members, in no order, perhaps repeated.</param>
internal readonly record struct SetScanPage(ulong Cursor, RawEntry[] Members);
