using System.Text.Json.Nodes;

namespace SidekiqCluster.Demo;

/// <summary>A kind of job of a simulated application: its class, queue, arguments, duration and habit of failing.</summary>
/// <param name="Class">The class that metrics name.</param>
/// <param name="Queue">Where it is pushed to.</param>
/// <param name="Args">Makes arguments.</param>
/// <param name="TypicalMs">How long one takes.</param>
/// <param name="FailureRate">How many of 100 raise.</param>
/// <param name="Error">What they raise: class and message.</param>
internal sealed record DemoJob(
    string Class, string Queue, Func<Random, JsonArray> Args, int TypicalMs, int FailureRate, (string Class, string Message) Error)
{
    private static readonly string[] People = ["ann", "bob", "carla", "dmitri", "eve", "fatima", "günther", "hana"];

    /// <summary>Whether Active Job wraps it.</summary>
    public bool IsActiveJob { get; init; }

    /// <summary>How often one is retried: <c>true</c> for 25 times, or a number.</summary>
    public JsonNode Retry { get; init; } = true;

    /// <summary>Its number.</summary>
    public int RetryLimit => Installation.RetryLimit(Retry)!.Value;

    /// <summary>A payload as the installation's Sidekiq writes it.</summary>
    /// <param name="installation">For random values.</param>
    /// <param name="createdAt">When it was pushed.</param>
    /// <param name="isEnqueued">Whether it is in a queue already, rather than scheduled.</param>
    public JsonObject ToPayload(Installation installation, DateTimeOffset createdAt, bool isEnqueued)
    {
        var random = installation.Random;
        var jid = installation.NewJid();
        var payload = new JsonObject { ["retry"] = Retry.DeepClone(), ["queue"] = Queue };
        if (random.Next(12) == 0)
        {
            payload["tags"] = new JsonArray("vip");
        }

        payload["class"] = IsActiveJob ? installation.Era.ActiveJobWrapper : Class;
        if (IsActiveJob)
        {
            payload["wrapped"] = Class;
        }

        payload["args"] = IsActiveJob ? new JsonArray(Serialised(random, createdAt)) : Args(random);
        payload["jid"] = jid;
        payload["created_at"] = installation.Era.Time(createdAt);
        if (isEnqueued)
        {
            payload["enqueued_at"] = installation.Era.Time(createdAt);
        }

        return payload;
    }

    /// <summary>The class that metrics name: of an Active Job, the one that is wrapped.</summary>
    public static string ClassOf(JsonObject payload) => (payload["wrapped"] ?? payload["class"])?.ToString() ?? "NilClass";

    /// <summary>Somebody.</summary>
    public static string Person(Random random) => People[random.Next(People.Length)];

    /// <summary>Where somebody gets letters.</summary>
    public static string Email(Random random) =>
        $"{Person(random)}@{(random.Next(3) == 0 ? "example.com" : "shop.test")}";

    private JsonObject Serialised(Random random, DateTimeOffset createdAt) => new()
    {
        ["job_class"] = Class,
        ["job_id"] = new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString(),
        ["provider_job_id"] = null,
        ["queue_name"] = Queue,
        ["priority"] = null,
        ["arguments"] = Args(random),
        ["executions"] = 0,
        ["exception_executions"] = new JsonObject(),
        ["locale"] = "en",
        ["timezone"] = "UTC",
        ["enqueued_at"] = createdAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff00'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };
}
