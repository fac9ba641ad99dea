using Microsoft.Extensions.Options;
using SidekiqCluster.Redaction;

namespace SidekiqCluster.Server.Security;

/// <summary>Checks who may ask before anybody does.</summary>
internal sealed class SecurityOptionsValidator : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        List<string> problems = [.. options.ApiKeys.SelectMany(static key => ProblemsOf(key.Key, key.Value))];
        if (options.TakesTokens && !(Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) && authority.Scheme == Uri.UriSchemeHttps))
        {
            problems.Add($"{SecurityOptions.SectionName}:{nameof(options.Authority)} is '{options.Authority}'; use an https URL.");
        }

        problems.AddRange(options.Redactions.Select(ProblemOf).OfType<string>());
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static string? ProblemOf(RedactionSettings rule, int place)
    {
        try
        {
            _ = new RedactionRule(rule.Class, rule.Path);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or JobFilterSyntaxException)
        {
            return $"{SecurityOptions.SectionName}:{nameof(SecurityOptions.Redactions)}:{place}: {e.Message}";
        }
    }

    private static IEnumerable<string> ProblemsOf(string name, ApiKeySettings key)
    {
        var place = $"{SecurityOptions.SectionName}:{nameof(SecurityOptions.ApiKeys)}:{name}";
        if (!ApiKey.IsHash(key.Hash))
        {
            yield return $"{place}:{nameof(key.Hash)} is no hash of a key; make one with --new-api-key {name}.";
        }

        if (RoleNames.Find(key.Role) is null)
        {
            yield return $"{place}:{nameof(key.Role)} is '{key.Role}'; use viewer, operator or admin.";
        }
    }
}
