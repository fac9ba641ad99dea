using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

/// <summary>Whatever stands in Redis: no member of a record throws, and what they answer is bounded.</summary>
public sealed class JobRecordFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        AJob.Dead().With("tags", new System.Text.Json.Nodes.JsonArray("a", "ü")).Bytes,
        """{"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"AJ","args":[{"job_class":"AJ","arguments":[1,{"_aj_globalid":"gid://a"},{"b":[{"_aj_x":1}]}]}],"cattr":[[{"_aj_serialized":"S","value":"k"},[5]]]}"""u8.ToArray(),
        """{"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"ActionMailer::MailDeliveryJob","args":[{"arguments":["M","a","deliver_now",{"params":{"_aj_globalid":"g"},"args":[1],"_aj_k":["args"]}]}]}"""u8.ToArray(),
        """{"class":"Sidekiq::Extensions::DelayedClass","args":["---\n- !ruby/class 'User'\n- :m\n- - 1\n  - &a [x, :y]\n  - {k: *a}\n"]}"""u8.ToArray(),
        """{"class":"Sidekiq::Extensions::DelayedModel","args":["---\n- !ruby/object:User\n  attributes:\n    id: 1\n- :m\n- - !binary |-\n    AAA=\n  - |\n    text\n  - ? a\n    : 'b'\n"]}"""u8.ToArray(),
        """{"class":"A","encrypt":true,"args":[1,"\ud83d\ude00",1e400,[[{}]]],"created_at":"2026-11-23T14:57:50.1Z","enqueued_at":1795445870385,"error_backtrace":"eJyLVkosKNDPyk8q1k/UK0qyMjSwysxTSChILUrLL8pVV9JRyslM0k8CSRmBZZITc3LUlWIBCOkR9Q=="}"""u8.ToArray(),
    ];

    private static readonly string[] YamlPieces =
    [
        "- ", "-", "\n", "  ", "    ", ": ", ":", ":a", "a", "? ", "[", "]", "{", "}", ", ", "&a ", "*a", "!ruby/object:User ", "!ruby/range", "!!int ",
        "!binary ", "!<", "! ", "'", "\"", "\\", "\\u12", "\\ud800", "|", ">", "|-\n", "#", "%YAML 1.1\n", "%TAG ! x\n", "---\n", "...\n", "~", "1.5", "0x1F",
        "<<: ", "id: 1", "attributes:\n", "concise_attributes:\n", "name: id", "\t", "\u0085", "\u2028", "\0", "é", "😀", "@", "`", "begin: 1\n", "end: 2\n",
    ];

    [Fact]
    public void Record_OfRandomBytes_AnswersEverything() => Gen.Byte.Array[0, 200].Sample(
        AnyPayload.AnswersEverything, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Record_OfMutatedPayload_AnswersEverything() => Mutations().Sample(
        AnyPayload.AnswersEverything, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Record_OfRandomFieldValues_AnswersEverything() => Values().Sample(
        AnyPayload.AnswersEverything, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Record_OfRandomYaml_AnswersEverything() => Yaml().Sample(
        AnyPayload.AnswersEverything, iter: TestSizes.FuzzedPayloads);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[{\"_aj_globalid\":", "}]")]
    [InlineData("{\"_aj_x\":", "}")]
    [InlineData("[\"\\ud800\",", "]")]
    public void Record_OfDeepNesting_AnswersEverything(string open, string close)
    {
        const int Depth = 100_000;
        var value = string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth));
        Assert.True(AnyPayload.AnswersEverything(Encoding.UTF8.GetBytes($$"""{"args":[{{value}}],"tags":[{{value}}],"cattr":{{value}}}""")));
        Assert.True(AnyPayload.AnswersEverything(Encoding.UTF8.GetBytes($$"""{"class":"Sidekiq::ActiveJob::Wrapper","args":[{"arguments":[{{value}}]}]}""")));
        Assert.True(AnyPayload.AnswersEverything(Encoding.UTF8.GetBytes($$"""{"args":[{{value[..^1]}}""")));
    }

    [Fact]
    public void Record_OfHugeNumbers_AnswersEverything()
    {
        var digits = new string('9', 100_000);
        Assert.True(AnyPayload.AnswersEverything(Encoding.UTF8.GetBytes(
            $$"""{"args":[{{digits}},-{{digits}}.{{digits}}e{{digits}}],"retry_count":{{digits}},"created_at":{{digits}},"jid":{{digits}},"failed_at":"{{digits}}","enqueued_at":0.{{digits}}}""")));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("&a ")]
    [InlineData("!a ")]
    [InlineData("*a ")]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("|\n")]
    [InlineData(": ")]
    [InlineData("a: ")]
    [InlineData("\n")]
    [InlineData("\n- ")]
    [InlineData("[\n")]
    [InlineData("%")]
    [InlineData("a\n\n")]
    [InlineData("--- \n")]
    [InlineData("#\n")]
    public void Record_OfLongMonotonousYaml_AnswersEverything(string piece)
    {
        var yaml = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        Assert.True(AnyPayload.AnswersEverything(Delayed(yaml)));
        Assert.True(AnyPayload.AnswersEverything(Delayed("---\n- A\n- :m\n- - " + yaml)));
    }

    private static byte[] Delayed(string yaml) => Encoding.UTF8.GetBytes(
        $$"""{"class":"Sidekiq::Extensions::DelayedClass","args":[{{JsonSerializer.Serialize(yaml)}}]}""");

    private static Gen<byte[]> Mutations() =>
        Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 4], Gen.Byte).Array[1, 6]).Select((seed, edits) =>
        {
            var bytes = Seeds[seed].ToList();
            foreach (var (at, kind, value) in edits)
            {
                var place = at % bytes.Count;
                switch (kind)
                {
                    case 0:
                        bytes[place] = value;
                        break;
                    case 1:
                        bytes.Insert(place, value);
                        break;
                    case 2:
                        bytes.RemoveAt(place);
                        break;
                    case 3:
                        bytes[place] = "{}[]\",:\\u0-\n"u8.ToArray()[value % 12];
                        break;
                    default:
                        bytes.InsertRange(place, bytes.GetRange(at % (place + 1), Math.Min(value % 16, bytes.Count - (at % (place + 1)))));
                        break;
                }

                bytes.Add((byte)' ');
            }

            return bytes.ToArray();
        });

    private static Gen<byte[]> Values()
    {
        string[] names = ["class", "wrapped", "args", "display_class", "jid", "tags", "encrypt", "created_at", "enqueued_at", "error_backtrace", "cattr", "arguments", "_aj_globalid", "params", "x", "\\u0061rgs", "value"];
        string[] leaves = ["null", "true", "5", "-0.0", "1e999", "\"\"", "\"a\"", "\"\\ud800\"", "\"Sidekiq::ActiveJob::Wrapper\"", "\"Sidekiq::Extensions::DelayedModel\"", "\"ActionMailer::DeliveryJob\"", "\"ActionMailer::MailDeliveryJob\"", "\"- A\\n- b\\n\"", "\"2026-01-01\"", "\"eJyLVkosVooFAAj9Ak4=\"", "[]", "{}"];
        var leaf = Gen.Int[0, leaves.Length - 1].Select(i => leaves[i]);
        var name = Gen.Int[0, names.Length - 1].Select(i => names[i]);
        var value = leaf;
        for (var depth = 0; depth < 4; depth++)
        {
            var inner = value;
            value = Gen.Frequency(
                (2, leaf),
                (2, inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
                (2, Gen.Select(name, inner).Array[0, 4].Select(members => $"{{{string.Join(',', members.Select(m => $"\"{m.Item1}\":{m.Item2}"))}}}")));
        }

        return Gen.Select(name, value).Array[1, 8]
            .Select(members => Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Select(m => $"\"{m.Item1}\":{m.Item2}"))}}}"));
    }

    private static Gen<byte[]> Yaml() => Gen.Select(
        Gen.Bool,
        Gen.Int[0, YamlPieces.Length - 1].Select(i => YamlPieces[i]).Array[0, 30],
        (head, pieces) => Delayed((head ? "---\n- !ruby/object:A\n- :m\n- - " : "") + string.Concat(pieces)));
}
