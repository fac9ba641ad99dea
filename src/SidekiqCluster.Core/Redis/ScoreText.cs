using System.Globalization;

namespace SidekiqCluster.Redis;

/// <summary>Scores as Redis reads them back without a loss.</summary>
internal static class ScoreText
{
    public static string Of(double score) => score switch
    {
        double.PositiveInfinity => "+inf",
        double.NegativeInfinity => "-inf",
        _ => score.ToString("R", CultureInfo.InvariantCulture),
    };
}
