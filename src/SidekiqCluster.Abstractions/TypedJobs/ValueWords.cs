using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>Names types and values for people who read JSON, not C#.</summary>
internal static class ValueWords
{
    private const int NamesShown = 5;

    /// <summary>What a parameter takes: <c>an array of integers, or null</c>.</summary>
    public static string Describe(JobValueType type) =>
        type.IsNullable && type.Kind != JobValueKind.Any ? DescribePresent(type) + ", or null" : DescribePresent(type);

    /// <summary>What stands in JSON: <c>a number</c>.</summary>
    public static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "a hash",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private static string DescribePresent(JobValueType type) => type.Kind switch
    {
        JobValueKind.Any => "anything",
        JobValueKind.Boolean => "a boolean",
        JobValueKind.String => "a string",
        JobValueKind.Date => "a date such as 2026-11-23",
        JobValueKind.Time => "a time such as 2026-11-23T14:34:39Z",
        JobValueKind.Enum => "one of " + List(type.Names),
        JobValueKind.List => "an array, each element " + Describe(type.Element!),
        JobValueKind.Map => "a hash, each value " + Describe(type.Element!),
        JobValueKind.Record => "a hash of " + List(type.Keys.Select(key => key.Name)),
        JobValueKind.BigInteger => "an integer",
        JobValueKind.Single or JobValueKind.Double or JobValueKind.Decimal => "a number",
        _ => $"an integer ({type.Kind})",
    };

    private static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(NamesShown));
        return all.Count switch
        {
            0 => "no keys",
            > NamesShown => shown + ", ...",
            _ => shown,
        };
    }
}
