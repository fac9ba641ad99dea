using System.Text.Json.Nodes;

namespace SidekiqCluster.Demo;

/// <summary>A simulated application: the kinds of jobs that it pushes, the frequent ones first.</summary>
/// <param name="Name">What its processes call themselves.</param>
/// <param name="Jobs">Its kinds of jobs.</param>
internal sealed record DemoApp(string Name, IReadOnlyList<DemoJob> Jobs)
{
    /// <summary>A shop on Rails, with Active Job and mails.</summary>
    public static DemoApp Shop { get; } = new("shop",
    [
        new("HardJob", "default", r => [DemoJob.Person(r), r.Next(1, 100)], 180, 3, ("RuntimeError", "too hard")) { Retry = 6 },
        new("Billing::ChargeJob", "billing", r => [r.Next(1, 900), r.Next(5, 400), new JsonObject { ["email"] = DemoJob.Email(r) }], 900, 25, ("Net::ReadTimeout", "Net::ReadTimeout with #<TCPSocket:(closed)>")),
        new("Billing::RefundJob", "billing", r => [r.Next(1, 900), r.Next(5, 90)], 700, 10, ("Faraday::TimeoutError", "execution expired")),
        new("Catalog::IndexJob", "low", r => [r.Next(1, 50_000)], 25, 0, ("RuntimeError", "index is read-only")),
        new("Catalog::ImportJob", "imports", r => [new JsonObject { ["email"] = DemoJob.Email(r), ["rows"] = r.Next(10, 9_000) }], 6_000, 20, ("CSV::MalformedCSVError", "Unclosed quoted field in line 7.")),
        new("ReportJob", "reports", r => [new JsonObject { ["_aj_globalid"] = $"gid://shop/Report/{r.Next(1, 300)}" }], 2_400, 5, ("ActiveRecord::RecordNotFound", "Couldn't find Report")) { IsActiveJob = true },
        new("ActionMailer::MailDeliveryJob", "mailers", r => ["UserMailer", "welcome", "deliver_now", new JsonObject { ["args"] = new JsonArray(r.Next(1, 9_000), DemoJob.Email(r)), ["_aj_ruby2_keywords"] = new JsonArray("args") }], 350, 6, ("Net::SMTPServerBusy", "451 4.3.2 Please try again later")) { IsActiveJob = true },
    ]);

    /// <summary>Payments, whose provider is in trouble.</summary>
    public static DemoApp Payments { get; } = new("payments",
    [
        new("Webhooks::DeliverJob", "webhooks", r => [$"https://{DemoJob.Person(r)}.test/hooks", new JsonObject { ["event"] = "charge.succeeded", ["id"] = r.Next(1, 99_999) }], 220, 18, ("Faraday::ConnectionFailed", "Failed to open TCP connection (Connection refused)")),
        new("ChargeMerchant", "billing", r => [r.Next(1, 40), r.Next(100, 90_000) / 100m], 450, 12, ("Timeout::Error", "execution expired")) { Retry = 5 },
        new("Fraud::ScoreJob", "critical", r => [r.Next(1, 99_999)], 60, 1, ("RuntimeError", "model is not loaded")) { Retry = 3 },
        new("Payouts::SettleJob", "default", r => [r.Next(1, 40), "2026-11"], 1_300, 4, ("ActiveRecord::Deadlocked", "Deadlock found when trying to get lock")),
    ]);

    /// <summary>A customer database that nobody dares to upgrade.</summary>
    public static DemoApp Crm { get; } = new("crm",
    [
        new("Crm::SyncContact", "default", r => [r.Next(1, 30_000)], 300, 5, ("Savon::HTTPError", "HTTP error (503)")),
        new("Newsletter::Deliver", "mailers", r => [r.Next(1, 30), DemoJob.Email(r)], 90, 2, ("Net::SMTPFatalError", "550 mailbox unavailable")),
        new("ExportWorker", "exports", r => [new JsonObject { ["from"] = "2026-01-01", ["rows"] = r.Next(100, 99_999) }], 5_000, 15, ("Errno::ENOSPC", "No space left on device")),
    ]);

    /// <summary>The kind of a job; null for one that the application does not know.</summary>
    public DemoJob? KindOf(JsonObject payload) => Jobs.FirstOrDefault(kind => kind.Class == DemoJob.ClassOf(payload));

    /// <summary>One of the kinds, the frequent ones more often.</summary>
    public DemoJob Any(Random random) => Jobs[Math.Min(random.Next(Jobs.Count), random.Next(Jobs.Count))];

    /// <summary>The queues of its jobs.</summary>
    public IEnumerable<string> Queues => Jobs.Select(static job => job.Queue).Distinct();
}
