using System.Text;
using CsCheck;

namespace SidekiqCluster.Abstractions.Tests.Filters;

/// <summary>
/// Random jobs of every kind and oddity. Payloads are built as text of which each character is one byte, so that bytes
/// that are not UTF-8 can stand anywhere in a string.
/// </summary>
internal static class JobGen
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 34, 39, TimeSpan.Zero);

    private static readonly Gen<string> Number = Gen.Frequency(
        (6, FilterGen.Number), (1, Gen.OneOf("5.00", "500e-2", "1e1000", "12345678901234567890.5")));

    private static readonly Gen<string> Piece = Gen.Frequency(
        (12, FilterGen.Word.Select(word => Bytes(Escape(word)))),
        (1, Gen.OneOf(@"\u0061", @"\u00e9", @"\ud83d\ude00", @"\ud800", @"\ude00a", @"\/", @"\t")),
        (1, Gen.OneOf("\u00FF", "\u00C3", "\u00E2\u0082", "\u00ED\u00A0\u0080")));

    private static readonly Gen<string> Text = Piece.Array[0, 3].Select(pieces => $"\"{string.Concat(pieces)}\"");

    private static readonly Gen<string> Key = Gen.Frequency(
        (6, Gen.OneOf("\"k\"", "\"odd key\"", "\"a\"", "\"\"", @"""\u006b""", "\"_aj_x\"", @"""\u005faj_y""")), (1, Text));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => Gen.Frequency(
        (3, Text),
        (3, Number),
        (1, Gen.OneOf("null", "true", "false")),
        (1, Gen.OneOf("{\"_aj_globalid\":\"gid://app/User/1\"}", "{\"_aj_globalid\":\"a\",\"k\":1}", "{\"_aj_globalid\":5}")),
        (depth > 2 ? 0 : 1, value.Array[0, 3].Select(items => $"[{string.Join(" , ", items)}]")),
        (depth > 2 ? 0 : 2, Gen.Select(Key, value).Array[0, 3].Select(members =>
            "{" + string.Join(",", members.Select(member => $"{member.Item1}: {member.Item2}")) + "}"))));

    private static readonly Gen<string> Values = Value.Array[0, 3].Select(items => $"[{string.Join(",", items)}]");

    private static readonly Gen<string> Time = Gen.OneOf(
        Gen.Int[-4, 4].Select(days => $"{Now.AddHours(12 * days).ToUnixTimeSeconds()}.25"),
        Gen.Int[-4, 4].Select(days => $"{Now.AddHours(12 * days).ToUnixTimeMilliseconds()}"),
        Gen.OneOf("\"2026-11-23T14:34:39Z\"", "\"1795444479\"", "\"soon\"", "null", "1e99", "\"\"", "{}"));

    private static readonly Gen<string> Yaml = Gen.OneOf(
        "---\n- !ruby/class 'User'\n- :reindex\n- - 1\n  - a\n  - k: 5\n",
        "---\n- !ruby/class 'A'\n- :b\n- []\n",
        "[!ruby/class 'User', :reindex, ['a''b', \"\\x61\"]]",
        "---\n- !ruby/object:User\n  attributes:\n    id: 1\n- :reindex\n- - k: &1 [5]\n  - *1\n",
        "[!ruby/class 'User', :reindex, ['a''b', k]]",
        "not: a call",
        "---\n- [");

    private static readonly Gen<string[]> Wrapping = Gen.OneOf(
        Gen.Select(Text, Gen.OneOf(Values, Values, Value), (name, args) => new[] { $"\"class\":{name}", $"\"args\":{args}" }),
        Gen.Select(Text, Values, Gen.OneOf("true", "false", "null"), (name, args, encrypt) =>
            new[] { $"\"class\":{name}", $"\"args\":{args}", $"\"encrypt\":{encrypt}" }),
        Text.Select(name => new[] { $"\"args\":{name}" }),
        Gen.Select(Adapter, Text, Gen.OneOf(Values, Value), (adapter, name, args) =>
            new[] { adapter, $"\"wrapped\":{name}", $"\"args\":[{{\"job_class\":{name},\"arguments\":{args}}}]" }),
        Gen.Select(Adapter, Text, Values, (adapter, name, args) =>
            new[] { adapter, $"\"args\":[{{\"arguments\":{args},\"job_class\":{name}}}]" }),
        Gen.Select(Adapter, Value, (adapter, first) => new[] { adapter, $"\"args\":[{first}]" }),
        Gen.Select(
            Adapter,
            Gen.OneOf("ActionMailer::DeliveryJob", "ActionMailer::MailDeliveryJob", "ActionMailer::Parameterized::DeliveryJob"),
            Text,
            Text,
            Gen.OneOf(Value, Values.Select(args => $"{{\"args\":{args},\"_aj_ruby2_keywords\":[\"args\"]}}"), Gen.Select(Value, Values, (p, a) => $"{{\"params\":{p},\"args\":{a}}}")),
            (adapter, wrapped, mailer, action, rest) => new[]
            {
                adapter, $"\"wrapped\":\"{wrapped}\"",
                $"\"args\":[{{\"job_class\":\"{wrapped}\",\"arguments\":[{mailer},{action},\"deliver_now\",{rest}]}}]",
            }),
        Gen.Select(
            Gen.OneOf("Class", "Module", "Model", "Mailer"),
            Yaml,
            (kind, yaml) => new[] { $"\"class\":\"Sidekiq::Extensions::Delayed{kind}\"", $"\"args\":[\"{Bytes(Escape(yaml))}\"]" }));

    private static readonly Gen<string> Field = Gen.OneOf(
        Named("jid", Gen.OneOf(Text, Number)),
        Named("bid", Gen.OneOf(Text, Number)),
        Named("queue", Gen.OneOf(Text, Value)),
        Named("tags", Gen.Frequency((4, Gen.OneOf(Text, Number).Array[0, 3].Select(tags => $"[{string.Join(", ", tags)}]")), (1, Text))),
        Named("error_class", Gen.OneOf(Text, Value)),
        Named("error_message", Gen.OneOf(Text, Value)),
        Named("retry_count", Gen.OneOf(Number, Value)),
        Named("created_at", Time),
        Named("enqueued_at", Time),
        Named("failed_at", Time),
        Named("retried_at", Time),
        Named("display_class", Gen.OneOf(Text, Value)),
        Named("other", Value));

    private static readonly Gen<string> WellFormed = Gen.Select(Wrapping, Field.Array[0, 5], Gen.Bool, (wrapping, fields, isFirst) =>
        "{" + string.Join(", ", isFirst ? wrapping.Concat(fields) : fields.Concat(wrapping)) + "}");

    private static readonly Gen<string> Malformed = Gen.OneOf(
        Gen.OneOf("", "null", "[]", "5", "{", "{\"class\":\"a\"", "{\"class\":\"a\"} b", "{\"class\":\"a\",}", "{\"class\":NaN}", "a\u00FF*"),
        Gen.Select(WellFormed, Gen.Int[0, 100], (text, at) => text.Remove(at % text.Length, 1)));

    private static readonly Gen<JobSource> Source = Gen.OneOf(
        JobSource.Queue("a"), JobSource.Queue("é"), JobSource.Scheduled, JobSource.Retry, JobSource.Dead, JobSource.Work);

    private static readonly Gen<double> Score = Gen.OneOf(5, 2.5, 1795444479.25, Now.ToUnixTimeSeconds(), 1e99, double.PositiveInfinity);

    /// <summary>A job of a random shard, source and payload.</summary>
    public static Gen<JobRecord> Any { get; } = Gen.Select(
        Gen.OneOf("a", "b"),
        Source,
        Score,
        Gen.Frequency((9, WellFormed), (1, Malformed)).Select(Encoding.Latin1.GetBytes),
        (shard, source, score, raw) => source.Kind is JobSourceKind.Queue or JobSourceKind.Work
            ? new JobRecord(shard, source, raw)
            : new SortedEntry(shard, source, raw, score));

    private static Gen<string> Adapter => Gen.OneOf(
        "\"class\":\"ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper\"", "\"class\":\"Sidekiq::ActiveJob::Wrapper\"");

    /// <summary>The job's payload, for the message of a failed test.</summary>
    public static string Print(JobRecord job) => $"{job.Shard} {job.Source} {(job as SortedEntry)?.Score} {Encoding.Latin1.GetString(job.Raw.Span)}";

    private static Gen<string> Named(string name, Gen<string> value) => value.Select(json => $"\"{name}\":{json}");

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
