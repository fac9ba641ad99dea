using System.Text;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Names between C# and Ruby.</summary>
internal static class RubyNames
{
    /// <summary><c>MerchantId</c> to <c>merchant_id</c>, as Active Support's <c>underscore</c> does: <c>HTTPPort</c> to <c>http_port</c>.</summary>
    public static string ToSnakeCase(string name)
    {
        var result = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && name[at - 1] != '_' && StartsWord(name, at))
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[at]));
        }

        return result.ToString();
    }

    /// <summary>
    /// <c>merchant_id</c> to <c>MerchantId</c>, and keys of hashes such as <c>content-type</c> to <c>ContentType</c>; empty when
    /// nothing is left.
    /// </summary>
    public static string ToPascalCase(string name)
    {
        var result = new StringBuilder();
        var startsWord = true;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                result.Append(startsWord ? char.ToUpperInvariant(character) : character);
            }

            startsWord = !char.IsLetterOrDigit(character);
        }

        return result.ToString();
    }

    /// <summary>Whether this is a constant such as <c>Billing::ChargeMerchant</c>.</summary>
    public static bool IsConstant(string name) =>
        name.Split(["::"], StringSplitOptions.None).All(static part =>
            part.Length > 0 && char.IsUpper(part[0]) && part.All(static c => c == '_' || char.IsLetterOrDigit(c)));

    private static bool StartsWord(string name, int at) =>
        !char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1]));
}
