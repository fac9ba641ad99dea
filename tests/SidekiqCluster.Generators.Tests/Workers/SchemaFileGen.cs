using CsCheck;

namespace SidekiqCluster.Generators.Tests.Workers;

/// <summary>Makes schema files of all forms that their page describes.</summary>
internal static class SchemaFileGen
{
    private static readonly Gen<string> Types =
        Gen.OneOf("any", "null", "boolean", "integer", "float", "decimal", "string", "date", "time", "array", "hash");

    private static readonly Gen<string> Kinds = Gen.OneOf("req", "req", "opt", "rest", "keyreq", "key", "keyrest");

    private static readonly Gen<string> Defaults = Gen.OneOf("null", "true", "5", "-2.5", "1e3", "\"x\"", "[]", "{}", "12345678901234567890");

    private static readonly Gen<string> Options = Gen.OneOf(
        "{}",
        """{ "queue": "low", "retry": 5, "tags": ["a", "b"] }""",
        """{ "queue": null, "retry": true, "backtrace": 20, "lock": "until_executed" }""",
        """{ "retry": false, "tags": "a", "unique_for": [1, "x"] }""",
        """{ "retry": -1, "retry_for": 1.5 }""");

    /// <summary>Keys of hashes as stored jobs have them, in the spelling of JSON.</summary>
    private static readonly string[] Keys =
    [
        "discount", "has_discount", "Content-Type", "user.email", "a b", "1st", "", "日本", "😀", "a\\\"b\\\\", "<x>&", "line\\nbreak\\u2028", "value", "Foo", "foo",
        "to_string", "class", "{0}",
    ];

    /// <summary>A file of some classes, <c>Job0</c> and so on.</summary>
    public static Gen<string> File(int classes) => Job.Array[classes].Select(jobs =>
        $$"""{ "version": 1, "jobs": { {{string.Join(",\n", jobs.Select((job, index) => $"\"Job{index}\": {job}"))}} } }""");

    private static Gen<string> Job => Gen.Select(
        Gen.OneOf("", "\"api\": \"active_job\", ", "\"api\": \"sidekiq\", "),
        Options,
        Parameter.Array[0, 5],
        (api, options, parameters) =>
            $$"""{ {{api}}"options": {{options}}, "parameters": [{{string.Join(", ", parameters.Select(Numbered))}}] }""");

    private static Gen<string> Parameter => Gen.Select(Kinds, Value(2), Defaults, Gen.Int[0, 5], (kind, value, standard, shape) =>
        "{ " + (kind == "req" && shape == 0 ? "" : $"\"kind\": \"{kind}\", ")
        + (kind == "opt" && shape < 4 ? $"\"default\": {standard}, " : "")
        + (shape == 1 && !kind.StartsWith("key", StringComparison.Ordinal) ? "" : "\"name\": \"p#\", ")
        + value + " }");

    private static Gen<string> Value(int depth) => Gen.Select(Types, Types, Gen.Int[0, 2], Gen.Bool, Inner(depth), (one, other, count, nullable, inner) =>
        (count == 0 ? $"\"seen\": {{ \"{one}\": 3, \"{other}\": {(nullable ? 1 : 0)}, \"null\": {(nullable ? 2 : 0)} }}" : $"\"type\": \"{one}\"")
        + (nullable ? ", \"nullable\": true" : ", \"example\": [1]") + inner);

    private static Gen<string> Inner(int depth) => depth == 0
        ? Gen.Const("")
        : Gen.OneOf(
            Gen.Const(""),
            Value(depth - 1).Select(element => $", \"element\": {{ {element} }}"),
            Gen.Select(Value(depth - 1), Gen.OneOf("", ", \"optional\": true")).Array[1, 3].Select(Gen.Int[0, Keys.Length - 1], (keys, first) =>
                $", \"keys\": {{ {string.Join(", ", keys.Select((key, index) => $"\"{Keys[(first + index) % Keys.Length]}\": {{ {key.Item1}{key.Item2} }}"))} }}"));

    private static string Numbered(string parameter, int position) =>
        parameter.Replace("p#", $"p_{(char)('a' + position)}", StringComparison.Ordinal);
}
