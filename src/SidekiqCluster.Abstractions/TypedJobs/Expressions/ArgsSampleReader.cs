namespace SidekiqCluster.TypedJobs;

/// <summary>Reads an array of arguments as the record of a class; null when they do not fit.</summary>
internal delegate object? ArgsSampleReader(ReadOnlySpan<byte> json);
