using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Endpoints;

namespace SidekiqCluster.Server.Answers;

/// <summary>Answers as MessagePack say what they say as JSON.</summary>
public sealed class PackedTests(FixtureServer fixture) : IClassFixture<FixtureServer>
{
    private static readonly string[] Lists =
    [
        "stats", "history?days=5", "queues", "queues/default", "jobs?in=all&limit=10000", "jobs/count?in=all&by=class", "jobs/count?in=all",
        "processes", "work", "metrics?minutes=60", "metrics/HardJob?minutes=60", "deploys", "profiles", "info", "shards",
        "iterations/7a3bc332f65acd536825796a", "jobs/find?jid=222222222222222222222222",
    ];

    [Fact]
    public async Task Answers_OfEveryList_AreThoseOfJson()
    {
        var api = await ApiDescription.ReadAsync(fixture.Server.Http);
        var reads = api.Operations.Where(static operation => operation.Method == HttpMethod.Get && operation.FormsOf(200).Any(static form => form.Key == "application/x-msgpack"));
        var work = JsonNode.Parse(await fixture.Server.ReadAsync("/api/v1/work"))!["work"]![0]!;
        string[] lists = [.. Lists, $"work/{work["jid"]}", $"processes/{work["process"]}"];
        foreach (var path in lists)
        {
            var (packed, json) = (await PackedAsync(path), JsonNode.Parse(await fixture.Server.ReadAsync($"/api/v1/{path}")));

            // What a Redis tells of itself is never the same twice.
            Func<JsonNode?, JsonNode?> compared = path == "info" ? Kinds : Rounded;
            Assert.True(JsonNode.DeepEquals(compared(json), compared(Assert.Single(packed))), path);
        }

        // Each that the document tells of is in the list, but the export and those that are about one thing, as others here are.
        Assert.Empty(reads.Select(static operation => operation.Path["/api/v1/".Length..].Split('{')[0])
            .Where(path => !lists.Any(list => list.StartsWith(path, StringComparison.Ordinal))).Except(["jobs/export"]));
    }

    [Fact]
    public async Task Export_OfAllJobs_IsAMapForEach()
    {
        var packed = await PackedAsync("jobs/export?in=all");
        var lines = (await fixture.Server.ReadAsync("/api/v1/jobs/export?in=all", "application/x-ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lines.Select(static line => Rounded(JsonNode.Parse(line))!.ToJsonString()), packed.Select(static job => Rounded(job)!.ToJsonString()));
        Assert.True(lines.Length > 20, $"{lines.Length} jobs were compared.");
    }

    [Theory]
    [InlineData("18446744073709551615", "CFFFFFFFFFFFFFFFFF")]
    [InlineData("-9223372036854775808", "D38000000000000000")]
    [InlineData("1.5", "CB3FF8000000000000")]
    [InlineData("1.0", "CB3FF0000000000000")]
    [InlineData("-0.0", "CB8000000000000000")]
    [InlineData("1180591620717411303424", "CB4450000000000000")]
    [InlineData("""{"a":[1,{}],"b":null,"c":true}""", "83A1619201 80A162C0A163C3")]
    [InlineData("""
        "\u00e9\n"
        """, "A3C3A90A")]
    [InlineData("""
        "\ud800"
        """, "A3EFBFBD")]
    public void Value_OfAnyKind_IsPacked(string json, string packed)
    {
        var output = new ArrayBufferWriter<byte>();
        PackedJson.Write(Encoding.UTF8.GetBytes(json), output);

        Assert.Equal(packed.Replace(" ", string.Empty, StringComparison.Ordinal), Convert.ToHexString(output.WrittenSpan));
    }

    [Fact]
    public void Arrays_NestedAsDeepAsABodyAllows_ArePacked()
    {
        const int depth = 500_000;
        var output = new ArrayBufferWriter<byte>();

        PackedJson.Write(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)), output);

        Assert.Equal((depth, (byte)0x91, (byte)0x90), (output.WrittenCount, output.WrittenSpan[0], output.WrittenSpan[^1]));
    }

    private async Task<IReadOnlyList<JsonNode?>> PackedAsync(string path)
    {
        using var response = await fixture.Server.GetAsync($"/api/v1/{path}", "application/x-msgpack");
        Assert.Equal((200, "application/x-msgpack"), ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        return PackedAnswers.Unpack(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The same with its numbers as MessagePack can have them.</summary>
    private static JsonNode? Rounded(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(static property => KeyValuePair.Create(property.Key, Rounded(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Rounded)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => RoundedText(value),
        _ => node?.DeepClone(),
    };

    /// <summary>The same with the kinds of its values alone.</summary>
    private static JsonNode? Kinds(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(static property => KeyValuePair.Create(property.Key, Kinds(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Kinds)]),
        _ => node?.GetValueKind().ToString(),
    };

    /// <summary>The digits of a number; a zero has no sign, as its text would not tell a float64 from a whole number.</summary>
    private static string RoundedText(JsonValue number) => number.TryGetValue<long>(out var whole)
        ? whole.ToString(CultureInfo.InvariantCulture)
        : (number.GetValue<double>() + 0.0).ToString(CultureInfo.InvariantCulture);
}
