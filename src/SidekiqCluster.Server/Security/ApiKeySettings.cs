namespace SidekiqCluster.Server.Security;

/// <summary>A key that somebody has.</summary>
internal sealed class ApiKeySettings
{
    /// <summary>What <c>--new-api-key</c> printed as its hash; the key itself is kept nowhere.</summary>
    public string Hash { get; set; } = string.Empty;

    /// <summary>What they may do: viewer, operator or admin.</summary>
    public string Role { get; set; } = string.Empty;
}
