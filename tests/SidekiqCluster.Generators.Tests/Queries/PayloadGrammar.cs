namespace SidekiqCluster.Generators.Tests.Queries;

/// <summary>Makes jobs of the worker class of <see cref="QuerySource"/>: that fit it, lack what is optional, or do not fit.</summary>
internal sealed class PayloadGrammar(int seed)
{
    private static readonly string[] Inner =
    [
        """{"name":"a"}""", """{"name":"nested","cap":null,"size":"small"}""", """{"name":"","cap":5,"size":"XL"}""", """{"cap":10,"name":"fast","odd":[1]}""",
    ];

    private static readonly string[] Hash =
    [
        """{"currency":"EUR"}""",
        """{"currency":"a","inner":null}""",
        """{"currency":"EUR","inner":{"name":"a","cap":7},"nested":{"name":"a","cap":null}}""",
        """{"inner":{"name":"x"},"currency":"","nested":{"name":"fast","size":"big"}}""",
    ];

    /// <summary>What each argument may be, beginning with the required ones.</summary>
    private static readonly string[][] Values =
    [
        ["7", "9", "-3", "10", "9223372036854775807"],
        ["\"a\"", "\"\"", "\"fast\"", "\"abs\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\u0061\""],
        ["\"a\"", "null", "\"\"", "\"s\""],
        ["true", "false"],
        ["true", "false", "null"],
        ["12.5", "7", "0.10", "10.00", "-1e2"],
        ["0.1", "2.5", "10", "1e300", "-0.0"],
        ["7", "-3", "10"],
        ["5", "7", "10", "null"],
        ["7", "100000000000000000000", "1", "-5"],
        ["\"2026-11-23\"", "\"0001-01-01\"", "\"2027-01-01\""],
        ["\"2026-11-23T14:00:00Z\"", "\"2026-11-23 15:00:00 +0100\"", "\"2026-11-22\"", "\"2026-11-23T14:00:00.001Z\"", "\"1970-01-01 00:00:00 UTC\""],
        ["\"2026-11-23\"", "null", "\"2025-01-01\""],
        ["\"small\"", "\"large\"", "\"XL\"", "\"big\""],
        ["\"large\"", "\"XL\"", "null"],
        ["[]", "[5]", "[null,7]", "[10,null,1]"],
        ["[]", "[\"a\"]", "[\"fast\",\"a\"]"],
        ["{}", "{\"a\":7}", "{\"a\":1,\"a\":9,\"b\":2}"],
        Hash,
        [.. Hash, "null", "null"],
        ["null", "5", "{\"a\":[1]}", "\"a\""],
        ["[]", $"[{Inner[0]}]", $"[{Inner[1]},{Inner[2]}]", $"[{Inner[3]},{Inner[0]}]"],
        ["10", "7", "5"],
        ["\"fast\"", "\"a\"", "\"\""],
        ["5", "null", "7"],
        ["\"XL\"", "\"small\"", "\"large\""],
        ["7", "9", "10"],
        ["8", "7"],
    ];

    private static readonly string[] Wrong = ["\"7\"", "7.5", "null", "[]", "{}", "true", "\"never\"", "99999999999999999999999"];

    private const int Required = 22;

    private readonly Random _random = new(seed);

    public JobRecord[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private JobRecord Next()
    {
        var arguments = Values.Take(_random.Next(3) == 0 ? Required : _random.Next(Required, Values.Length + 1)).Select(Pick).ToList();
        switch (_random.Next(8))
        {
            case 0:
                arguments[_random.Next(arguments.Count)] = Pick(Wrong);
                break;
            case 1 when _random.Next(2) == 0:
                arguments.RemoveRange(_random.Next(Required), 3);
                break;
        }

        var name = _random.Next(20) == 0 ? "Shop::Other" : "Shop::Job";
        var args = _random.Next(40) == 0 ? "null" : $"[{string.Join(",", arguments)}]";
        var payload = $$"""{"class":"{{name}}","args":{{args}},"queue":"{{Pick("a", "default")}}"{{string.Concat(Fields.Where(_ => _random.Next(2) == 0).Select(Pick))}}}""";
        var raw = System.Text.Encoding.UTF8.GetBytes(payload);
        return _random.Next(2) == 0
            ? new SortedEntry("a", Pick("retry", "dead") == "retry" ? JobSource.Retry : JobSource.Dead, raw, Pick("5", "1795442400.5") == "5" ? 5 : 1795442400.5)
            : new JobRecord("eu-1", JobSource.Queue("a"), raw);
    }

    private static readonly string[][] Fields =
    [
        [",\"jid\":\"a\"", ",\"jid\":\"abc\"", ",\"jid\":null"],
        [",\"error_class\":\"a\"", ",\"error_class\":\"Timeout::Errors\""],
        [",\"retry_count\":0", ",\"retry_count\":7", ",\"retry_count\":null"],
        [",\"tags\":[\"vip\",\"a\"]", ",\"tags\":[]", ",\"tags\":[\"a\"]"],
        [",\"created_at\":1795442400.0", ",\"created_at\":1795442400000", ",\"created_at\":0"],
        [",\"failed_at\":1795442400.5", ",\"failed_at\":\"2026-11-22T14:00:00Z\""],
    ];

    private string Pick(params string[] all) => all[_random.Next(all.Length)];
}
