using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SidekiqCluster.TestKit.Jobs;

/// <summary>
/// A valid payload as Sidekiq 7 writes it, and the same with something changed:
/// <c>AJob.Dead().With(jid: "b1").With("tags", new JsonArray("vip"))</c>. Every change makes a new one.
/// </summary>
public sealed class AJob
{
    private static int _made;

    private readonly JsonObject _fields;

    private AJob(JsonObject fields) => _fields = fields;

    /// <summary>When the job was created: 2026-11-23 14:00 UTC, as epoch seconds.</summary>
    public const double CreatedAt = 1795442400.25;

    /// <summary>The payload as text.</summary>
    public string Json => _fields.ToJsonString();

    /// <summary>The payload's bytes.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Json);

    /// <summary>The job's id.</summary>
    public string Jid => _fields["jid"]!.GetValue<string>();

    /// <summary>A job in a queue; its jid differs from those of all others made so far.</summary>
    public static AJob Enqueued() => Scheduled().With("enqueued_at", CreatedAt + 0.5);

    /// <summary>A job in the scheduled set: not enqueued yet.</summary>
    public static AJob Scheduled() => new(new JsonObject
    {
        ["retry"] = true,
        ["queue"] = "default",
        ["class"] = "HardJob",
        ["args"] = new JsonArray("bob", 5),
        ["jid"] = Interlocked.Increment(ref _made).ToString("x24", CultureInfo.InvariantCulture),
        ["created_at"] = CreatedAt,
    });

    /// <summary>A job in the retry set after its first failure.</summary>
    public static AJob Retrying() => Enqueued()
        .With("error_message", "execution expired")
        .With("error_class", "Timeout::Error")
        .With("failed_at", CreatedAt + 1)
        .With("retry_count", 0);

    /// <summary>A job in the dead set after its last retry.</summary>
    public static AJob Dead() => Retrying().With("retry_count", 25).With("retried_at", CreatedAt + 2);

    /// <summary>The same job with the usual suspects changed.</summary>
    public AJob With(string? jid = null, string? @class = null, string? queue = null, JsonArray? args = null)
    {
        var job = this;
        job = jid is null ? job : job.With("jid", jid);
        job = @class is null ? job : job.With("class", @class);
        job = queue is null ? job : job.With("queue", queue);
        return args is null ? job : job.With("args", args);
    }

    /// <summary>The same job with one field set.</summary>
    public AJob With(string field, JsonNode? value)
    {
        var fields = (JsonObject)_fields.DeepClone();
        fields[field] = value;
        return new AJob(fields);
    }

    /// <summary>The same job with one field set to a text.</summary>
    public AJob With(string field, string value) => With(field, JsonValue.Create(value));

    /// <summary>The same job without a field.</summary>
    public AJob Without(string field)
    {
        var fields = (JsonObject)_fields.DeepClone();
        fields.Remove(field);
        return new AJob(fields);
    }
}
