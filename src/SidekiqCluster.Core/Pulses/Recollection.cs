namespace SidekiqCluster.Pulses;

/// <summary>A value as it is remembered.</summary>
/// <typeparam name="T">What is remembered.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="CapturedAt">When reading it began: it is of that time or later.</param>
/// <param name="Error">Why nothing newer could be had; null when it is as young as was asked for.</param>
internal sealed record Recollection<T>(T Value, DateTimeOffset CapturedAt, ShardUnreachableException? Error)
{
    /// <summary>Whether it is as young as was asked for, and shows every act that was told before.</summary>
    public bool IsFresh => Error is null;
}
