namespace SidekiqCluster;

/// <summary>Why a text is no filter.</summary>
/// <param name="Column">Where, counted in characters from 1.</param>
/// <param name="Found">What stands there, in words.</param>
/// <param name="Expected">What should stand there, in words.</param>
public sealed record JobFilterError(int Column, string Found, string Expected)
{
    /// <summary>All three in one sentence.</summary>
    public string Message => $"Column {Column}: found {Found}, expected {Expected}.";
}
