using SidekiqCluster.Redaction;

namespace SidekiqCluster.Server.Security;

/// <summary>Who may ask the server: section <c>SidekiqCluster:Server:Security</c> of the configuration.</summary>
internal sealed class SecurityOptions
{
    /// <summary>The section of the configuration that this is read from.</summary>
    public const string SectionName = "SidekiqCluster:Server:Security";

    /// <summary>The keys by the names of who has them.</summary>
    public IDictionary<string, ApiKeySettings> ApiKeys { get; } = new Dictionary<string, ApiKeySettings>(StringComparer.Ordinal);

    /// <summary>The OpenID Connect authority whose tokens are taken; null for none.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that its tokens must be for.</summary>
    public string Audience { get; set; } = "sidekiq-cluster";

    /// <summary>The claim of a token that names the role: viewer, operator or admin.</summary>
    public string RoleClaim { get; set; } = "role";

    /// <summary>The arguments that viewers do not see, nor can ask for.</summary>
    public IList<RedactionSettings> Redactions { get; } = [];

    /// <summary>Whether callers must say who they are.</summary>
    public bool IsOn => ApiKeys.Count > 0 || TakesTokens;

    /// <summary>Whether tokens of an authority are taken.</summary>
    public bool TakesTokens => !string.IsNullOrEmpty(Authority);

    /// <summary>What is kept from viewers.</summary>
    public ArgumentRedaction ToRedaction() => new([.. Redactions.Select(static rule => new RedactionRule(rule.Class, rule.Path))]);
}
