using System.Text.Json.Nodes;

namespace SidekiqCluster.Demo;

/// <summary>A kind of job of the simulated shop: its class, queue, arguments, duration and habit of failing.</summary>
/// <param name="Class">The class that metrics name.</param>
/// <param name="Queue">Where it is pushed to.</param>
/// <param name="Args">Makes arguments.</param>
/// <param name="TypicalMs">How long one takes.</param>
/// <param name="FailureRate">How many of 100 raise.</param>
/// <param name="Error">What they raise: class and message.</param>
internal sealed record DemoJob(
    string Class, string Queue, Func<Random, JsonArray> Args, int TypicalMs, int FailureRate, (string Class, string Message) Error)
{
    private const string ActiveJobWrapper = "Sidekiq::ActiveJob::Wrapper";

    private static readonly string[] People = ["ann", "bob", "carla", "dmitri", "eve", "fatima", "günther", "hana"];

    public static IReadOnlyList<DemoJob> All { get; } =
    [
        new("HardJob", "default", r => [Person(r), r.Next(1, 100)], 180, 3, ("RuntimeError", "too hard")),
        new("Billing::ChargeJob", "billing", r => [r.Next(1, 900), r.Next(5, 400), new JsonObject { ["email"] = Email(r) }], 900, 25, ("Net::ReadTimeout", "Net::ReadTimeout with #<TCPSocket:(closed)>")),
        new("Billing::RefundJob", "billing", r => [r.Next(1, 900), r.Next(5, 90)], 700, 10, ("Faraday::TimeoutError", "execution expired")),
        new("Catalog::IndexJob", "low", r => [r.Next(1, 50_000)], 25, 0, ("RuntimeError", "index is read-only")),
        new("Catalog::ImportJob", "imports", r => [new JsonObject { ["email"] = Email(r), ["rows"] = r.Next(10, 9_000) }], 6_000, 20, ("CSV::MalformedCSVError", "Unclosed quoted field in line 7.")),
        new("ReportJob", "reports", r => [new JsonObject { ["_aj_globalid"] = $"gid://shop/Report/{r.Next(1, 300)}" }], 2_400, 5, ("ActiveRecord::RecordNotFound", "Couldn't find Report")) { IsActiveJob = true },
        new("ActionMailer::MailDeliveryJob", "mailers", r => ["UserMailer", "welcome", "deliver_now", new JsonObject { ["args"] = new JsonArray(r.Next(1, 9_000), Email(r)), ["_aj_ruby2_keywords"] = new JsonArray("args") }], 350, 6, ("Net::SMTPServerBusy", "451 4.3.2 Please try again later")) { IsActiveJob = true },
    ];

    /// <summary>Whether Active Job wraps it.</summary>
    public bool IsActiveJob { get; init; }

    /// <summary>One of them, the frequent ones more often.</summary>
    public static DemoJob Any(Random random) => All[Math.Min(random.Next(All.Count), random.Next(All.Count))];

    /// <summary>A payload as Sidekiq 8 writes it.</summary>
    /// <param name="installation">For random values.</param>
    /// <param name="createdAt">When it was pushed.</param>
    /// <param name="isEnqueued">Whether it is in a queue already, rather than scheduled.</param>
    public JsonObject ToPayload(Installation installation, DateTimeOffset createdAt, bool isEnqueued)
    {
        var random = installation.Random;
        var jid = installation.NewJid();
        var payload = new JsonObject { ["retry"] = true, ["queue"] = Queue };
        if (random.Next(12) == 0)
        {
            payload["tags"] = new JsonArray("vip");
        }

        payload["class"] = IsActiveJob ? ActiveJobWrapper : Class;
        if (IsActiveJob)
        {
            payload["wrapped"] = Class;
        }

        payload["args"] = IsActiveJob ? new JsonArray(Serialised(random, createdAt)) : Args(random);
        payload["jid"] = jid;
        payload["created_at"] = createdAt.ToUnixTimeMilliseconds();
        if (isEnqueued)
        {
            payload["enqueued_at"] = createdAt.ToUnixTimeMilliseconds();
        }

        return payload;
    }

    /// <summary>The payload with the marks of a failure.</summary>
    public JsonObject Failed(JsonObject payload, DateTimeOffset firstFailure, int retryCount, DateTimeOffset latest)
    {
        var failed = (JsonObject)payload.DeepClone();
        failed["error_message"] = Error.Message;
        failed["error_class"] = Error.Class;
        failed["failed_at"] = firstFailure.ToUnixTimeMilliseconds();
        failed["retry_count"] = retryCount;
        if (retryCount > 0)
        {
            failed["retried_at"] = latest.ToUnixTimeMilliseconds();
        }

        return failed;
    }

    private static string Person(Random random) => People[random.Next(People.Length)];

    private static string Email(Random random) =>
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
