using System.Runtime.CompilerServices;

namespace SidekiqCluster.Queries;

/// <summary>The bounds of what is read at once.</summary>
internal static class PageSizes
{
    /// <summary>Jobs to a round trip, where nobody says otherwise.</summary>
    public const int Default = 1000;

    private const int Max = 100_000;

    public static int Check(int pageSize, [CallerArgumentExpression(nameof(pageSize))] string? name = null) =>
        pageSize is >= 1 and <= Max
            ? pageSize
            : throw new ArgumentOutOfRangeException(name, pageSize, $"A page holds 1 to {Max} jobs.");
}
